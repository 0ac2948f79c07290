package dev.octet.cli.text;

import dev.octet.WeightQuantizationResult;
import dev.octet.float16.Float16Constant;
import dev.octet.float16.Float16Node;
import dev.octet.float16.Float16Result;
import dev.octet.rewrite.TraceEntry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The summary of a {@link WeightQuantizationResult} for people. */
public final class WeightQuantizationText {
    /** Constants with values beyond float16, and nodes, that are listed. */
    private static final int SHOWN = 5;

    /** From this share on, weights that become zero are told. */
    private static final double NOTABLE = 0.01;

    private WeightQuantizationText() {}

    public static String of(WeightQuantizationResult result, Optional<Path> report) {
        RunFacts run = new RunFacts(result);
        Facts facts = run.begin();
        if (result.configuration().weights().isPresent()) {
            addWeights(facts, result);
        }
        result.float16().ifPresent(halved -> addFloat16(facts, halved));
        return run.end(facts.gap().fact("size", run.size()).fact("time", run.time()), report);
    }

    private static void addWeights(Facts facts, WeightQuantizationResult result) {
        long nodes =
                result.applied().values().stream().mapToLong(Long::longValue).sum();
        facts.fact("quantized", "weights of " + Amounts.count(nodes, "node"))
                .fact("", Table.ofCounts(result.applied()));
        if (!result.eightBitNodes().isEmpty()) {
            facts.fact("8 bits", some(result.eightBitNodes().stream().sorted().toList()));
        }
        facts.fact(
                        "left float",
                        result.refused().isEmpty()
                                ? "nothing"
                                : Amounts.count(result.refused().size(), "node"))
                .fact("", Table.ofCounts(counts(result.refused(), WeightQuantizationText::reason)));
    }

    private static String some(List<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() <= SHOWN
                ? shown
                : "%s and %d more, all in the report".formatted(shown, names.size() - SHOWN);
    }

    private static void addFloat16(Facts facts, Float16Result result) {
        List<Float16Node> kept =
                result.nodes().stream().filter(node -> !node.converted()).toList();
        facts.fact("float16", Amounts.count(result.convertedNodes(), "node"))
                .fact("float32", kept.isEmpty() ? "nothing" : Amounts.count(kept.size(), "node"))
                .fact("", Table.ofCounts(counts(kept, node -> node.kept().orElse(""))));
        List<String> beyond = result.constants().stream()
                .filter(WeightQuantizationText::matters)
                .map(WeightQuantizationText::beyond)
                .toList();
        facts.fact("constants", beyond.subList(0, Math.min(SHOWN, beyond.size())));
        if (beyond.size() > SHOWN) {
            facts.fact("", "... and %d more, all in the report".formatted(beyond.size() - SHOWN));
        }
    }

    /** A few of many weights are as near to zero in every model. */
    private static boolean matters(Float16Constant constant) {
        return constant.overflowing() > 0 || constant.underflowing() >= NOTABLE * constant.elements();
    }

    private static String beyond(Float16Constant constant) {
        List<String> parts = new ArrayList<>();
        if (constant.overflowing() > 0) {
            parts.add("%s beyond 65504%s"
                    .formatted(
                            Amounts.count(constant.overflowing()),
                            constant.clamped() ? ", now 10000 as they stand for infinity" : ""));
        }
        if (constant.underflowing() > 0) {
            parts.add(Amounts.count(constant.underflowing()) + " too near to zero");
        }
        return "%s: of %s values %s"
                .formatted(constant.name(), Amounts.count(constant.elements()), String.join(", ", parts));
    }

    private static <T> Map<String, Long> counts(List<T> entries, Function<T, String> reason) {
        return entries.stream().collect(Collectors.groupingBy(reason, TreeMap::new, Collectors.counting()));
    }

    private static String reason(TraceEntry entry) {
        return entry.rule() + ": " + entry.reason().orElse("");
    }
}
