package dev.octet.cli.text;

import dev.octet.CodebookQuantizationResult;
import dev.octet.codebook.CodebookWeight;
import dev.octet.rewrite.TraceEntry;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The summary of a {@link CodebookQuantizationResult} for people. */
public final class CodebookQuantizationText {
    private CodebookQuantizationText() {}

    public static String of(CodebookQuantizationResult result, Optional<Path> report) {
        RunFacts run = new RunFacts(result);
        Facts facts = run.begin();
        long codebooks =
                result.weights().stream().mapToLong(CodebookWeight::codebooks).sum();
        facts.fact(
                        "quantized",
                        "%s, %s"
                                .formatted(
                                        Amounts.count(result.weights().size(), "weight"),
                                        Amounts.count(codebooks, "codebook")))
                .fact("left float", refused(result))
                .fact("", reasons(result));
        facts.gap()
                .fact(
                        "error",
                        "%s; evenly spaced codes: %s"
                                .formatted(
                                        decibels(result.found().sqnr()),
                                        decibels(result.found().uniformSqnr())));
        facts.fact("size", "%s; evenly spaced codes: %s".formatted(run.size(), Amounts.bytes(result.uniformBytes())))
                .fact("time", run.time());
        return run.end(facts, report);
    }

    private static String decibels(double sqnr) {
        return Double.isInfinite(sqnr) ? "none" : String.format(Locale.ROOT, "SQNR %.1f dB", sqnr);
    }

    private static String refused(CodebookQuantizationResult result) {
        return result.refused().isEmpty()
                ? "nothing"
                : "weights of " + Amounts.count(result.refused().size(), "node");
    }

    private static Table reasons(CodebookQuantizationResult result) {
        Map<String, Long> reasons = result.refused().stream()
                .collect(Collectors.groupingBy(CodebookQuantizationText::reason, TreeMap::new, Collectors.counting()));
        return Table.ofCounts(reasons);
    }

    private static String reason(TraceEntry entry) {
        return entry.reason().orElse("");
    }
}
