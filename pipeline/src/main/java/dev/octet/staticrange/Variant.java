package dev.octet.staticrange;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.place.NodePlan;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import dev.octet.smooth.Equalization;
import dev.octet.smooth.Outliers;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A graph prepared in one of several ways, planned, calibrated and carried out.
 *
 * @param prepared the float model
 * @param planned the plan for it, and the ranges
 * @param refining what was made of the plan; empty where it quantizes nothing, or too little for integers to pay
 */
record Variant(Prepared prepared, PlannedCalibration planned, Optional<Refining> refining) {
    /** Decibels above the floor beyond which an output need not get better. */
    private static final double MARGIN = 10;
    /** Noise in decibels that has to vanish somewhere to calibrate again where every output is good enough already. */
    private static final double LARGE_GAIN = 6;

    /**
     * The graph as it is or, where an output is worse than it may be, with outliers multiplied apart if it is better
     * so; and where an output could be better, with equalized channels if it is. Outputs are measured, for it happens
     * that what lets single convolutions have less noise does not help the whole.
     *
     * @param original the model as it was given, which latency is compared with
     */
    static Variant best(
            Model original, Prepared prepared, StaticSettings settings, DataSource data, Progress progress) {
        Variant plain = of(original, prepared, settings, data, progress);
        Variant apart = plain.refining
                .filter(refining -> refining.isBelowFloor(0))
                .flatMap(refining -> plain.split(refining, settings, data))
                .flatMap(split -> plain.better(of(original, split, settings, data, progress)))
                .orElse(plain);
        return apart.refining
                .filter(refining -> refining.isBelowFloor(MARGIN))
                .flatMap(refining -> equalized(apart.prepared, refining, settings, data))
                .flatMap(equalized -> apart.better(of(original, equalized, settings, data, progress)))
                .orElse(apart);
    }

    private Optional<Variant> better(Variant other) {
        boolean isBetter = other.refining.isPresent() && other.refining.get().isBetterThan(refining.orElseThrow());
        return isBetter ? Optional.of(other) : Optional.empty();
    }

    /** Products that take in what an integer kernel gives would lose their kernel in front. */
    private Optional<Prepared> split(Refining refining, StaticSettings settings, DataSource data) {
        Graph graph = prepared.model().graph();
        Set<String> kept = asTheUserKnowsThem(refining, settings);
        Set<Node> quantized =
                planned.plan().quantized().stream().map(NodePlan::node).collect(Collectors.toSet());
        Set<Node> products = quantized.stream()
                .filter(node -> !kept.contains(node.inputs().get(0)))
                .filter(node -> graph.uses()
                        .producer(node.inputs().get(0))
                        .filter(producer -> !quantized.contains(producer))
                        .isPresent())
                .collect(Collectors.toSet());
        Prepared split = Outliers.split(
                prepared.withTrace(prepared.trace().copy()),
                data,
                settings.calibration().constants(),
                products);
        return split.trace().appliedCounts().containsKey(Outliers.NAME) ? Optional.of(split) : Optional.empty();
    }

    private static Optional<Prepared> equalized(
            Prepared prepared, Refining refining, StaticSettings settings, DataSource data) {
        return Equalization.equalize(
                prepared,
                asTheUserKnowsThem(refining, settings),
                refining.isBelowFloor(0) ? 0 : LARGE_GAIN,
                data,
                settings.calibration().constants());
    }

    private static Variant of(
            Model original, Prepared prepared, StaticSettings settings, DataSource data, Progress progress) {
        PlannedCalibration planned = PlannedCalibration.of(prepared, settings, data, progress);
        Optional<Refining> refining = planned.ranges()
                .flatMap(chosen -> Refining.of(original, prepared.model(), planned, chosen, settings, data, progress));
        return new Variant(prepared, planned, refining);
    }

    /** What the user says of a value would not fit once it is scaled. */
    private static Set<String> asTheUserKnowsThem(Refining refining, StaticSettings settings) {
        Set<String> values = new HashSet<>(settings.imported().keySet());
        values.addAll(refining.chosen().schemes().keySet());
        return values;
    }
}
