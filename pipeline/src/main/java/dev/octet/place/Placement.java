package dev.octet.place;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.place.PlacementSettings.Preference;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

    private static final Set<String> QUANTIZED_ALREADY = Set.of(
            "QuantizeLinear",
            "DequantizeLinear",
            "DynamicQuantizeLinear",
            "QLinearConv",
            "QLinearMatMul",
            "ConvInteger",
            "MatMulInteger");

    private Placement() {}

    /**
     * The plan for a float model.
     *
     * @param types types of the main graph's values; a node with a value of unknown type stays float
     */
    public static Plan plan(Model model, Map<String, ValueType> types, Target target, PlacementSettings settings) {
        CostModel costs = new CostModel(model.graph(), types, target.costs());
        Graph graph = model.graph();
        if (model.opset() < FIRST_OPSET) {
            return nothing(graph, target, costs, "opset %d has no QuantizeLinear".formatted(model.opset()));
        }
        if (graph.nodes().stream().anyMatch(Placement::isQuantizedAlready)) {
            return nothing(graph, target, costs, "the model is quantized already");
        }
        Examiner examiner = new Examiner(model, types, target, settings);
        List<Candidate> chosen = Selection.choose(graph, examiner.candidates(), costs, settings.preference());
        Plan plan = new PlanBuilder(graph, target, examiner, chosen, costs).build(notes(model, settings));
        double ratio = plan.estimate().ratio();
        if (plan.isEmpty() || ratio < WORTHWHILE || settings.preference() != Preference.SPEED) {
            return plan;
        }
        return nothing(
                graph,
                target,
                costs,
                "integers are expected to take %.0f %% of the float time on %s, which is not worth it"
                        .formatted(100 * ratio, target));
    }

    private static List<String> notes(Model model, PlacementSettings settings) {
        return settings.perChannel() && model.opset() < FIRST_OPSET_PER_CHANNEL
                ? List.of("weights are quantized per tensor: opset %d has no parameters per channel, which came with 13"
                        .formatted(model.opset()))
                : List.of();
    }

    private static boolean isQuantizedAlready(Node node) {
        return QUANTIZED_ALREADY.contains(node.operator().type())
                || node.operator().type().startsWith("QLinear");
    }

    private static Plan nothing(Graph graph, Target target, CostModel costs, String reason) {
        List<NodePlan> nodes = graph.nodes().stream()
                .map(node -> NodePlan.unchanged(node, new Decision.LeftFloat(reason)))
                .toList();
        double time = graph.nodes().stream().mapToDouble(costs::ofFloat).sum();
        return new Plan(target, nodes, Map.of(), new Estimate(time, time), List.of(reason));
    }
}
