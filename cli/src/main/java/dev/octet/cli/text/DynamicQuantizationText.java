package dev.octet.cli.text;

import dev.octet.DynamicQuantizationResult;
import dev.octet.cli.text.Table.Align;
import dev.octet.rewrite.TraceEntry;
import dev.octet.smooth.Outliers;
import dev.octet.smooth.Smoothing;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The summary of a {@link DynamicQuantizationResult} for people. */
public final class DynamicQuantizationText {
    private DynamicQuantizationText() {}

    public static String of(DynamicQuantizationResult result, Optional<Path> report) {
        RunFacts run = new RunFacts(result);
        Facts facts = run.begin();
        tamed(result, facts);
        Map<String, Long> applied = result.applied();
        long nodes = applied.values().stream().mapToLong(Long::longValue).sum();
        facts.fact("quantized", Amounts.count(nodes, "node") + ", activations at run time")
                .fact("", Table.ofCounts(applied));
        facts.fact("runs as", Table.ofCounts(integerOperators(result)));
        Map<String, Long> reasons = result.refused().stream()
                .collect(Collectors.groupingBy(DynamicQuantizationText::reason, TreeMap::new, Collectors.counting()));
        facts.fact(
                        "left float",
                        reasons.isEmpty()
                                ? "nothing that could be quantized"
                                : Amounts.count(result.refused().size(), "node"))
                .fact("", Table.ofCounts(reasons));
        return run.end(facts.gap().fact("size", run.size()).fact("time", run.time()), report);
    }

    private static void tamed(DynamicQuantizationResult result, Facts facts) {
        Map<String, Integer> applied = result.prepared().trace().appliedCounts();
        Table table = new Table(Align.RIGHT, Align.LEFT);
        for (String rule : List.of(Smoothing.NAME, Outliers.NAME)) {
            if (applied.containsKey(rule)) {
                table.row(Amounts.count(applied.getOrDefault(rule, 0)), rule);
            }
        }
        facts.fact("prepared", table);
    }

    private static Map<String, Long> integerOperators(DynamicQuantizationResult result) {
        Map<String, Long> found = new TreeMap<>();
        result.operators().forEach((operator, count) -> {
            if (operator.matches(".*(Quantize|Integer|QAttention).*")) {
                found.put(operator, count.longValue());
            }
        });
        return found;
    }

    private static String reason(TraceEntry entry) {
        return entry.rule() + ": " + entry.reason().orElse("");
    }
}
