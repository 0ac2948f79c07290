package dev.octet.cli;

import dev.octet.cli.option.OutputFiles;
import dev.octet.cli.text.Facts;
import dev.octet.cli.text.Table;
import dev.octet.cli.text.Table.Align;
import dev.octet.format.WholeFile;
import dev.octet.report.html.RunsPage;
import dev.octet.report.runs.Difference;
import dev.octet.report.runs.MarkdownText;
import dev.octet.report.runs.RunDifferences;
import dev.octet.report.runs.RunFile;
import dev.octet.report.runs.Section;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code octet report}: what changed from one run to another. */
@Command(
        name = "report",
        addMethodSubcommands = false,
        description = "Compare the reports of two runs: two of octet compare, or two of octet quantize.",
        customSynopsis = "octet report [OPTIONS] FIRST SECOND",
        footer = {"", "Example:", "  octet report monday.json tuesday.json --markdown changes.md"})
final class ReportCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "FIRST", description = "The JSON report of the run before.")
    private Path first;

    @Parameters(index = "1", paramLabel = "SECOND", description = "The JSON report of the run after.")
    private Path second;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Also write the tables as Markdown, for a pull request.")
    private Optional<Path> markdown;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also write the tables as one HTML page that opens offline.")
    private Optional<Path> page;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show nothing.")
    private boolean quiet;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ReportCommand() {}

    @Override
    public void run() {
        Stream.of(markdown, page).flatMap(Optional::stream).forEach(OutputFiles::requireFolder);
        List<Section> sections = RunDifferences.of(RunFile.read(first), RunFile.read(second));
        markdown.ifPresent(file -> WholeFile.write(
                file,
                MarkdownText.of(sections, first.toString(), second.toString()).getBytes(StandardCharsets.UTF_8)));
        page.ifPresent(file -> RunsPage.write(sections, first.toString(), second.toString(), file));
        if (!quiet) {
            PrintWriter standardOutput = spec.commandLine().getOut();
            standardOutput.print(text(sections));
            standardOutput.flush();
        }
    }

    private static String text(List<Section> sections) {
        Facts facts = new Facts();
        for (Section section : sections) {
            facts.line(section.title()).gap();
            Table table = new Table(Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT);
            for (Difference difference : section.differences()) {
                table.row(
                        difference.name(),
                        difference.first(),
                        difference.isNone() ? "same" : difference.second(),
                        difference.change());
            }
            table.lines().forEach(line -> facts.line("  " + line));
            facts.gap();
        }
        return facts.toString();
    }
}
