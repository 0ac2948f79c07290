package dev.octet.place;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.place.PlacementSettings.Preference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Decides which nodes of a model's main graph run on integers. */
public final class Placement {
    /** The first opset with QuantizeLinear and DequantizeLinear. */
    private static final long FIRST_OPSET = 10;
    /** The first opset in which DequantizeLinear takes an axis. */
    private static final long FIRST_OPSET_PER_CHANNEL = 13;

    /**
     * Share of the float time below which quantizing is worth its loss of accuracy. Estimates are rough, so a plan that
     * promises less could as well turn out slower than the float model.
     */
    private static final double WORTHWHILE = 0.9;

    private Placement() {}

    /**
     * The plan for a float model.
     *
     * @param types types of the main graph's values; a node with a value of unknown type stays float
     */
    public static Plan plan(Model model, Map<String, ValueType> types, Target target, PlacementSettings settings) {
        return plan(model, types, types, target, settings, Map.of());
    }

    /**
     * The plan for a float model of which some nodes are known to do badly on integers.
     *
     * @param types types of the main graph's values; a node with a value of unknown type stays float
     * @param typical the same where inputs have the shapes that they mostly have, for which times are estimated
     * @param refused nodes that stay float, and why
     */
    public static Plan plan(
            Model model,
            Map<String, ValueType> types,
            Map<String, ValueType> typical,
            Target target,
            PlacementSettings settings,
            Map<Node, Decision.LeftFloat> refused) {
        CostModel costs = new CostModel(model.graph(), typical, target.costs());
        Graph graph = model.graph();
        if (model.opset() < FIRST_OPSET) {
            return nothing(
                    graph,
                    target,
                    costs,
                    Cause.OPSET,
                    String.format(Locale.ROOT, "opset %d has no QuantizeLinear", model.opset()));
        }
        ExistingQuantization existing = ExistingQuantization.of(graph);
        Examiner examiner = new Examiner(model, types, target, settings, existing, refused);
        List<Candidate> chosen = Selection.choose(graph, examiner.candidates(), costs, settings.preference());
        Plan plan = new PlanBuilder(graph, target, examiner, chosen, costs).build(notes(model, settings, existing));
        if (plan.isEmpty() && existing.size() > 0) {
            return nothing(graph, target, costs, Cause.QUANTIZED_BEFORE, "the model is quantized already");
        }
        double ratio = plan.estimate().ratio();
        if (plan.isEmpty() || ratio < WORTHWHILE || settings.preference() == Preference.SIZE) {
            return plan;
        }
        return nothing(
                graph,
                target,
                costs,
                Cause.WHOLE_MODEL,
                String.format(
                        Locale.ROOT,
                        "integers are expected to take %.0f %% of the float time on %s, which is not worth it",
                        100 * ratio,
                        target));
    }

    private static List<String> notes(Model model, PlacementSettings settings, ExistingQuantization existing) {
        List<String> notes = new ArrayList<>();
        if (settings.perChannel() && model.opset() < FIRST_OPSET_PER_CHANNEL) {
            notes.add(String.format(
                    Locale.ROOT,
                    "weights are quantized per tensor: opset %d has no parameters per channel, which came with 13",
                    model.opset()));
        }
        if (existing.size() > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "the model came with %d nodes that quantize or compute on integers; they and what they touch stay",
                    existing.size()));
        }
        notes.addAll(OutOfSight.notes(model));
        return notes;
    }

    private static Plan nothing(Graph graph, Target target, CostModel costs, Cause cause, String reason) {
        List<NodePlan> nodes = graph.nodes().stream()
                .map(node -> NodePlan.unchanged(node, cause.because(reason)))
                .toList();
        double time = graph.nodes().stream().mapToDouble(costs::ofFloat).sum();
        return new Plan(target, nodes, Map.of(), new Estimate(time, time), List.of(reason));
    }
}
