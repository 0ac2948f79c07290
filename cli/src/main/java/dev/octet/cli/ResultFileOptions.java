package dev.octet.cli;

import dev.octet.compare.Comparison;
import dev.octet.compare.gate.Verdict;
import dev.octet.format.WholeFile;
import dev.octet.report.ComparisonMarkdown;
import dev.octet.report.JUnitXml;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Other forms of a comparison. */
final class ResultFileOptions {
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
        markdown.ifPresent(OutputFiles::requireFolder);
        junit.ifPresent(OutputFiles::requireFolder);
    }

    void write(Comparison comparison, List<Verdict> verdicts) {
        markdown.ifPresent(file -> write(file, ComparisonMarkdown.of(comparison, verdicts)));
        junit.ifPresent(file -> write(file, JUnitXml.of(verdicts)));
    }

    private static void write(Path file, String text) {
        WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
