package dev.octet.cli.option;

import dev.octet.format.WholeFile;
import dev.octet.report.ComparisonMarkdown;
import dev.octet.report.JUnitXml;
import dev.octet.report.html.HtmlReport;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Other forms of a comparison. */
final class ResultFileOptions {
    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also draw everything that was measured as one HTML page that opens offline.")
    private Optional<Path> page;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Also write tables in Markdown, for a pull request.")
    private Optional<Path> markdown;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Also write the criteria as tests in JUnit's XML, for CI systems.")
    private Optional<Path> junit;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    ResultFileOptions() {}

    /** Refuses files that could not be written, before any work is done. */
    void requireFolders() {
        Stream.of(page, markdown, junit).flatMap(Optional::stream).forEach(OutputFiles::requireFolder);
    }

    void write(Evaluated evaluated) {
        page.ifPresent(file -> HtmlReport.write(evaluated.json(), file));
        markdown.ifPresent(file -> write(file, ComparisonMarkdown.of(evaluated.comparison(), evaluated.verdicts())));
        junit.ifPresent(file -> write(file, JUnitXml.of(evaluated.verdicts())));
    }

    private static void write(Path file, String text) {
        WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
