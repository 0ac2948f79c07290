package dev.octet.cli;

import dev.octet.WeightQuantizationResult;
import dev.octet.cli.Table.Align;
import dev.octet.rewrite.TraceEntry;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The summary of a {@link WeightQuantizationResult} for people. */
final class WeightQuantizationText {
    private WeightQuantizationText() {}

    static String of(WeightQuantizationResult result, Optional<Path> report) {
        Facts facts = new Facts();
        facts.line(result.configuration().model().toString()).gap();
        long nodes =
                result.applied().values().stream().mapToLong(Long::longValue).sum();
        facts.fact("quantized", "weights of " + Amounts.count(nodes, "node")).fact("", table(result.applied()));
        Map<String, Long> reasons = result.refused().stream()
                .collect(Collectors.groupingBy(WeightQuantizationText::reason, TreeMap::new, Collectors.counting()));
        facts.fact(
                        "left float",
                        reasons.isEmpty()
                                ? "nothing"
                                : Amounts.count(result.refused().size(), "node"))
                .fact("", table(reasons));
        facts.gap()
                .fact(
                        "size",
                        "%s -> %s (%s)"
                                .formatted(
                                        Amounts.bytes(result.floatBytes()),
                                        Amounts.bytes(result.quantizedBytes()),
                                        Amounts.percent(result.sizeRatio())))
                .fact("time", Amounts.duration((long) (result.seconds() * 1e9)));
        if (!result.loaded()) {
            facts.fact("note", "not tried in ONNX Runtime: the model is larger than 1 GB");
        }
        report.ifPresent(file -> facts.fact("report", file.toString()));
        return facts.fact("model", result.output().toString()).toString();
    }

    private static String reason(TraceEntry entry) {
        return "%s: this does not hold: %s"
                .formatted(entry.rule(), entry.refusal().orElse(""));
    }

    private static Table table(Map<String, Long> counts) {
        Table table = new Table(Align.RIGHT, Align.LEFT);
        counts.forEach((name, count) -> table.row(Amounts.count(count), name));
        return table;
    }
}
