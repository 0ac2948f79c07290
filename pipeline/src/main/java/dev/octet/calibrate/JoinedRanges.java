package dev.octet.calibrate;

import dev.octet.affine.Range;
import dev.octet.graph.Graph;
import dev.octet.observe.Estimate;
import dev.octet.place.NodePlan;
import dev.octet.place.Parameters.Observed;
import dev.octet.place.Parameters.Shared;
import dev.octet.place.Plan;
import dev.octet.place.ValuePlan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One range for what a Concat joins, where their ranges are alike.
 *
 * <p>Values that come with the scale of the result are copied; all others are rounded a second time. So the range that
 * holds them all goes to each whose own is not much smaller. What is smaller keeps its own range, since the common
 * scale would leave it too few codes.
 */
public final class JoinedRanges {
    /** A value that others read too shares up to this ratio: it then still has half of the codes. */
    public static final double ALIKE = 2;

    /** A value that nothing else reads shares up to this ratio, for it has no more codes in the result anyway. */
    public static final double ALIKE_ALONE = 4;

    /** From one Concat to the next; chains are short. */
    private static final int ROUNDS = 4;

    private final Graph graph;
    private final Plan plan;
    private final Set<String> fixed;
    private final Map<String, Estimate> estimates;

    private JoinedRanges(Graph graph, Plan plan, Map<String, Estimate> estimates, Set<String> fixed) {
        this.graph = graph;
        this.plan = plan;
        this.fixed = fixed;
        this.estimates = new LinkedHashMap<>(estimates);
    }

    /**
     * The ranges of a plan's values, made one where they are joined.
     *
     * @param graph the graph that the plan was made for
     * @param fixed values whose range someone else has decided on
     */
    public static Map<String, Estimate> of(Graph graph, Plan plan, Map<String, Estimate> estimates, Set<String> fixed) {
        JoinedRanges joined = new JoinedRanges(graph, plan, estimates, fixed);
        for (int round = 0; round < ROUNDS && joined.join(); round++) {
            // Until nothing changes.
        }
        return joined.estimates;
    }

    private boolean join() {
        boolean changed = false;
        for (NodePlan node : plan.quantized()) {
            if (node.node().is("Concat") && node.constants().isEmpty()) {
                changed |= join(node);
            }
        }
        return changed;
    }

    private boolean join(NodePlan concat) {
        List<String> inputs = concat.node().inputs();
        String output = owner(concat.node().output());
        if (!Stream.concat(inputs.stream().map(this::owner), Stream.of(output)).allMatch(this::isFree)) {
            return false;
        }
        Range union = inputs.stream()
                .map(input -> range(owner(input)))
                .reduce(Range::union)
                .orElseThrow();
        List<String> alike = inputs.stream()
                .filter(input ->
                        union.magnitude() <= ratio(input) * range(owner(input)).magnitude())
                .map(this::owner)
                .filter(input -> isWithinLimits(input, union))
                .toList();
        List<String> changed = Stream.concat(alike.stream(), Stream.of(output))
                .distinct()
                .filter(value -> !range(value).equals(union))
                .toList();
        if (alike.isEmpty() || !isWithinLimits(output, union)) {
            return false;
        }
        changed.forEach(value -> estimates.compute(
                value, (name, own) -> new Estimate(union, own == null ? "joined" : own.note() + ", as what it joins")));
        return !changed.isEmpty();
    }

    /** How many times its own range a value may get. */
    private double ratio(String input) {
        String owner = owner(input);
        return plan.values().keySet().stream()
                        .filter(value -> owner(value).equals(owner))
                        .allMatch(value -> graph.uses().only(value).isPresent())
                ? ALIKE_ALONE
                : ALIKE;
    }

    /** The value whose parameters a value has. */
    private String owner(String value) {
        return plan.value(value)
                .map(ValuePlan::parameters)
                .map(parameters -> parameters instanceof Shared shared ? shared.with() : value)
                .orElse(value);
    }

    private boolean isFree(String value) {
        return estimates.containsKey(value)
                && !fixed.contains(value)
                && plan.value(value)
                        .filter(planned -> planned.parameters() instanceof Observed)
                        .isPresent();
    }

    /** A Relu in front of a quantizer is redundant only while there are no codes below zero. */
    private boolean isWithinLimits(String value, Range range) {
        Optional<Range> limits = plan.value(value)
                .flatMap(planned ->
                        planned.parameters() instanceof Observed observed ? observed.limits() : Optional.empty());
        return limits.isEmpty()
                || (limits.get().contains(range.min()) && limits.get().contains(range.max()));
    }

    private Range range(String value) {
        return Optional.ofNullable(estimates.get(value)).orElseThrow().range();
    }
}
