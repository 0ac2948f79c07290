package dev.octet.staticrange;

import dev.octet.affine.Scheme;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.effect.Effects;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.observe.Estimate;
import dev.octet.observe.RangeEstimator;
import dev.octet.observe.RangeMethod;
import dev.octet.observe.StatisticKind;
import dev.octet.place.NodePlan;
import dev.octet.place.Parameters;
import dev.octet.place.PlacementOverride;
import dev.octet.place.Plan;
import dev.octet.place.ValuePlan;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the user wants otherwise about values that are quantized while the model runs. An override for a node is one for
 * the values that the node computes.
 */
final class ValueOverrides {
    private final Graph graph;
    private final Plan plan;
    private final RangeEstimator usual;
    private final Map<String, List<PlacementOverride>> byValue = new LinkedHashMap<>();

    private ValueOverrides(Graph graph, Plan plan, RangeEstimator usual) {
        this.graph = graph;
        this.plan = plan;
        this.usual = usual;
    }

    /**
     * Finds out which override of a configuration concerns which value of a plan.
     *
     * @param graph the graph that the plan was made for
     * @throws OctetException of kind CONFIGURATION if one concerns a value whose parameters are not its own
     */
    static ValueOverrides of(Graph graph, Plan plan, StaticSettings settings) {
        ValueOverrides values = new ValueOverrides(graph, plan, settings.estimator());
        settings.placement().overrides().stream()
                .filter(override -> override.changesCodes()
                        || override.range().isPresent()
                        || override.rangeMethod().isPresent())
                .forEach(values::add);
        return values;
    }

    private void add(PlacementOverride override) {
        for (NodePlan node : plan.nodes()) {
            if (override.selector().matches(node.node())) {
                node.node().outputs().forEach(value -> add(value, override, false));
            }
        }
        plan.values().keySet().stream()
                .filter(override.selector()::matchesTensor)
                .forEach(value -> add(value, override, true));
    }

    private void add(String value, PlacementOverride override, boolean named) {
        Optional<ValuePlan> planned = plan.value(value);
        if (planned.isPresent() && planned.get().parameters() instanceof Parameters.Observed) {
            byValue.computeIfAbsent(value, name -> new ArrayList<>()).add(override);
        } else if (planned.isPresent() && named) {
            throw OctetException.configuration("Override of %s: its parameters are not its own, they are %s"
                    .formatted(override.selector(), planned.get().parameters()));
        }
    }

    /** What calibration has to keep. */
    Set<StatisticKind> needs() {
        Set<StatisticKind> needs = EnumSet.noneOf(StatisticKind.class);
        needs.addAll(usual.needs());
        byValue.keySet().forEach(value -> needs.addAll(estimator(value).needs()));
        return needs;
    }

    /** The values that something is different about. */
    Set<String> overridden() {
        return byValue.keySet();
    }

    /** How values are coded that are coded otherwise. */
    Map<String, Scheme> schemes() {
        Map<String, Scheme> schemes = new LinkedHashMap<>();
        byValue.keySet().forEach(value -> schemes.put(value, scheme(value)));
        return schemes;
    }

    /** The range of every value that was observed or fixed by an override, and what chose it. */
    Map<String, Estimate> estimates(CalibrationResult calibration) {
        Map<String, Estimate> estimates =
                calibration.estimates((value, seen) -> estimator(value).estimate(seen, Effects.of(value, graph)));
        byValue.keySet()
                .forEach(value ->
                        last(value).range().ifPresent(fixed -> estimates.put(value, new Estimate(fixed, "override"))));
        return estimates;
    }

    private RangeEstimator estimator(String value) {
        return Optional.of(value)
                .filter(byValue::containsKey)
                .flatMap(name -> last(name).rangeMethod())
                .map(method -> RangeMethod.parse(method, scheme(value)))
                .orElse(usual);
    }

    private Scheme scheme(String value) {
        Scheme scheme = plan.target().activation();
        for (PlacementOverride override : overrides(value)) {
            scheme = override.change(scheme);
        }
        return scheme;
    }

    /** The last override of a value that says something of its range, else its last one. */
    private PlacementOverride last(String value) {
        List<PlacementOverride> all = overrides(value);
        return all.stream()
                .filter(override ->
                        override.range().isPresent() || override.rangeMethod().isPresent())
                .reduce((earlier, later) -> later)
                .orElse(all.get(all.size() - 1));
    }

    private List<PlacementOverride> overrides(String value) {
        return byValue.getOrDefault(value, List.of());
    }
}
