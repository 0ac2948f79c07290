package dev.octet.cli.text;

import dev.octet.StaticQuantizationResult;
import dev.octet.StaticQuantizationResult.LeftFloat;
import dev.octet.StaticQuantizationResult.Quantized;
import dev.octet.StaticQuantizationResult.Refused;
import dev.octet.StaticQuantizationResult.Refused.Refusal;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.NonFinite;
import dev.octet.cli.text.Table.Align;
import dev.octet.place.Decision;
import dev.octet.place.NodePlan;
import dev.octet.place.Plan;
import dev.octet.staticrange.BodyResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The summary of a {@link StaticQuantizationResult} for people; the report holds everything. */
public final class StaticQuantizationText {
    private static final int EXAMPLES = 3;

    /** Fewer are good to try a model out, not to use it. */
    private static final int FEW_SAMPLES = 10;

    private final StaticQuantizationResult result;
    private final Plan plan;
    private final RunFacts run;
    private final Facts facts;

    private StaticQuantizationText(StaticQuantizationResult result) {
        this.result = result;
        this.plan = result.plan();
        this.run = new RunFacts(result);
        this.facts = run.begin();
    }

    public static String of(StaticQuantizationResult result, Optional<Path> report) {
        return new StaticQuantizationText(result).text(report);
    }

    private String text(Optional<Path> report) {
        prepared();
        result.quantized().ifPresent(this::quantized);
        if (result.outcome() instanceof LeftFloat) {
            facts.fact("quantized", "nothing: " + whyNothing()).fact("", "The model was copied as it is.");
        } else if (result.outcome() instanceof Refused refused) {
            refused(refused);
        }
        result.notes().stream().filter(note -> !note.equals(whyNothing())).forEach(note -> facts.fact("note", note));
        facts.gap().fact("size", size()).fact("time", run.time());
        report.ifPresent(file -> facts.fact("report", file.toString()));
        return facts.fact("model", isWritten() ? result.output().toString() : "not written")
                .toString();
    }

    private boolean isWritten() {
        return !(result.outcome() instanceof Refused);
    }

    private void refused(Refused refused) {
        facts.fact("refused", Amounts.count(refused.refusals().size()) + " of what --strict asks for would stay float");
        for (Refusal refusal : refused.refusals()) {
            facts.fact("", List.of(refusal.what() + ": " + refusal.reason(), "  to mend it: " + refusal.remedy()));
        }
    }

    private String whyNothing() {
        return result.outcome() instanceof LeftFloat left ? left.reason() : "";
    }

    private String size() {
        return isWritten() ? run.size() : Amounts.bytes(result.floatBytes());
    }

    private void prepared() {
        Map<String, Integer> counts = result.prepared().trace().appliedCounts();
        int rewrites = counts.values().stream().mapToInt(Integer::intValue).sum();
        facts.fact("prepared", rewrites == 0 ? "nothing to fold" : Amounts.count(rewrites, "node") + " folded");
        Table table = new Table(Align.RIGHT, Align.LEFT);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> table.row(Amounts.count(entry.getValue()), entry.getKey()));
        facts.fact("", table);
    }

    private void quantized(Quantized quantized) {
        observed(quantized);
        String fused = plan.target().conventions().onnxRuntime()
                ? Fused.of(plan, quantized.fusion()).summary()
                : "which is not here to be asked what it fuses";
        facts.fact(
                        "quantized",
                        "%s of %s for %s, %s"
                                .formatted(
                                        Amounts.count(plan.quantized().size()),
                                        Amounts.count(plan.nodes().size(), "node"),
                                        plan.target().name(),
                                        fused))
                .fact("", operators(plan.quantized()));
        inBodies();
        List<NodePlan> absorbed = plan.nodes().stream()
                .filter(node -> node.decision() instanceof Decision.Absorbed)
                .toList();
        if (!absorbed.isEmpty()) {
            facts.fact("absorbed", Amounts.count(absorbed.size(), "node") + " by the node in front, at no cost")
                    .fact("", operators(absorbed));
        }
        facts.fact("left float", LeftFloatNodes.of(plan).lines());
    }

    private void inBodies() {
        List<Plan> bodies = result.bodies().stream()
                .flatMap(body -> body.quantized().stream())
                .map(BodyResult.Quantized::plan)
                .toList();
        if (!bodies.isEmpty()) {
            List<NodePlan> nodes =
                    bodies.stream().flatMap(body -> body.quantized().stream()).toList();
            facts.fact(
                            "in bodies",
                            "%s more in %d of %s of If, Loop and Scan"
                                    .formatted(
                                            Amounts.count(nodes.size(), "node"),
                                            bodies.size(),
                                            bodies(result.bodies().size())))
                    .fact("", operators(nodes));
        }
    }

    private static String bodies(int count) {
        return count == 1 ? "1 body" : count + " bodies";
    }

    private void observed(Quantized quantized) {
        CalibrationResult calibration = quantized.calibration();
        int observed = calibration.statistics().size();
        int imported = quantized.estimates().size() - calibration.seen();
        if (observed > 0) {
            facts.fact("observed", Amounts.count(observed, "tensor") + " over " + calibration.data());
        }
        if (calibration.random()) {
            facts.fact("", "Accuracy is unknown: ranges from random input mean little.");
        } else if (observed > 0 && calibration.samples() < FEW_SAMPLES) {
            facts.fact("", "So few samples may miss much of what occurs in use; some hundred are usual.");
        }
        if (imported > 0) {
            facts.fact("ranges", imported + " imported" + (observed == 0 ? ", none observed" : ""));
        }
        if (!calibration.skipped().isEmpty()) {
            facts.fact(
                    "",
                    "%s left out, the first because: %s"
                            .formatted(
                                    Amounts.count(calibration.skipped().size(), "bad sample"),
                                    calibration.skipped().get(0).reason()));
        }
        calibration.nonFinite().stream()
                .limit(EXAMPLES)
                .map(NonFinite::toString)
                .forEach(found -> facts.fact("", found));
    }

    /** The first few of many names. */
    static String examples(List<String> names) {
        String shown = String.join(", ", names.subList(0, Math.min(EXAMPLES, names.size())));
        return names.size() > EXAMPLES ? shown + ", ..." : shown;
    }

    /** Nodes by operator, the most frequent first, then by name. */
    private static Table operators(List<NodePlan> nodes) {
        Map<String, Long> counts = nodes.stream()
                .map(node -> node.node().operator().toString())
                .sorted()
                .collect(Collectors.groupingBy(Function.identity(), LinkedHashMap::new, Collectors.counting()));
        Table table = new Table(Align.RIGHT, Align.LEFT);
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(entry -> table.row(Amounts.count(entry.getValue()), entry.getKey()));
        return table;
    }
}
