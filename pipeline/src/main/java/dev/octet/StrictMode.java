package dev.octet;

import dev.octet.StaticQuantizationResult.Outcome;
import dev.octet.StaticQuantizationResult.Refused;
import dev.octet.StaticQuantizationResult.Refused.Refusal;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.place.Cause;
import dev.octet.place.Decision.LeftFloat;
import dev.octet.place.NodePlan;
import dev.octet.place.OperatorRule;
import dev.octet.place.OperatorRule.Role;
import dev.octet.place.OperatorTable;
import dev.octet.place.Plan;
import dev.octet.place.Spec;
import dev.octet.staticrange.BodyResult;
import dev.octet.tensor.ElementType;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Refuses a result in which something asked for was not quantized.
 *
 * <p>Asked for is every convolution and matrix product of the main graph that has float weights and that the target
 * runs on integers. What the user excluded is not, and neither is what does not pay where speed decides; with
 * {@code --prefer size} none is excused for that. A model of which nothing is quantized at all is refused, whatever the
 * reason.
 */
final class StrictMode {
    private static final Set<Role> PRODUCTS = EnumSet.of(Role.CONVOLUTION, Role.MATRIX_PRODUCT);
    private static final Set<ElementType> FLOATS =
            EnumSet.of(ElementType.FLOAT, ElementType.FLOAT16, ElementType.BFLOAT16, ElementType.DOUBLE);

    private final Graph graph;

    private StrictMode(Graph graph) {
        this.graph = graph;
    }

    /**
     * The outcome, or its refusal.
     *
     * @param graph the graph that was planned
     * @param plan what was decided for its nodes
     * @param bodies what became of the bodies of its nodes
     * @param outcome what would be written
     */
    static Outcome check(Graph graph, Plan plan, List<BodyResult> bodies, Outcome outcome) {
        StrictMode strict = new StrictMode(graph);
        List<Refusal> refusals = new ArrayList<>();
        plan.nodes().stream()
                .filter(node -> strict.hasWeights(node.node()))
                .forEach(node -> refusal(node).ifPresent(refusals::add));
        bodies.forEach(body -> refusal(body).ifPresent(refusals::add));
        if (!refusals.isEmpty()) {
            return new Refused(refusals);
        }
        return outcome instanceof StaticQuantizationResult.LeftFloat left
                ? new Refused(List.of(new Refusal("the whole model", left.reason(), Cause.WHOLE_MODEL.remedy())))
                : outcome;
    }

    private static Optional<Refusal> refusal(NodePlan plan) {
        return plan.decision() instanceof LeftFloat left && left.cause().isRefusal()
                ? Optional.of(new Refusal(
                        plan.node().label(), left.reason(), left.cause().remedy()))
                : Optional.empty();
    }

    /** A body that stays float as a whole; what stays float in a quantized one is in its own plan. */
    private static Optional<Refusal> refusal(BodyResult body) {
        return body.outcome() instanceof BodyResult.LeftFloat left
                        && left.decision().cause().isRefusal()
                ? Optional.of(new Refusal(
                        body.where(),
                        left.decision().reason(),
                        left.decision().cause().remedy()))
                : Optional.empty();
    }

    private boolean hasWeights(Node node) {
        Optional<OperatorRule> rule =
                OperatorTable.find(node.operator()).filter(found -> PRODUCTS.contains(found.role()));
        return rule.isPresent()
                && IntStream.range(0, node.inputs().size())
                        .filter(slot -> rule.get().input(slot) instanceof Spec.Weight)
                        .anyMatch(slot -> isWeight(node.inputs().get(slot)));
    }

    /** An initializer that callers may replace is one too: they mean it to be weights. */
    private boolean isWeight(String value) {
        return graph.constant(value)
                .or(() -> Optional.ofNullable(graph.initializers().get(value)).map(Initializer::tensor))
                .filter(tensor -> FLOATS.contains(tensor.type()))
                .isPresent();
    }
}
