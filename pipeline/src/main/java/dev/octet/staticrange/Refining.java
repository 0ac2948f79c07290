package dev.octet.staticrange;

import dev.octet.bias.BiasCorrection;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.SkippedSample;
import dev.octet.calibrate.data.DataSource;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.observe.Estimate;
import dev.octet.place.NodePlan;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.Plan;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.refine.DifferentOutputs;
import dev.octet.refine.Draft;
import dev.octet.refine.FarOutputs;
import dev.octet.refine.Refined;
import dev.octet.refine.Refinement;
import dev.octet.refine.Refinement.FirstDraft;
import dev.octet.refine.RefinementSettings;
import dev.octet.refine.Remedies;
import dev.octet.rounding.WeightRounding;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Carries out a plan and refines it as a configuration asks, on the samples that it was calibrated with. */
final class Refining {
    private final Model prepared;
    private final PlannedCalibration planned;
    private final ChosenRanges chosen;
    private final StaticSettings settings;
    private final SampleParts samples;
    private final FirstDraft first;

    private Refining(
            Model prepared,
            PlannedCalibration planned,
            ChosenRanges chosen,
            StaticSettings settings,
            SampleParts samples,
            FirstDraft first) {
        this.prepared = prepared;
        this.planned = planned;
        this.chosen = chosen;
        this.settings = settings;
        this.samples = samples;
        this.first = first;
    }

    /**
     * Carries out a plan.
     *
     * @param original the model as it was given, which latency is compared with
     * @return empty where ONNX Runtime fuses too little of it for integers to pay
     */
    static Optional<Refining> of(
            Model original,
            Model prepared,
            PlannedCalibration planned,
            ChosenRanges chosen,
            StaticSettings settings,
            DataSource data,
            Progress progress) {
        SampleParts samples = SampleParts.of(usable(data, chosen.calibration()));
        Refinement refinement = new Refinement(
                original,
                prepared,
                samples.judged(),
                layers(settings.calibration()),
                hasAny(samples.judged()) ? refinement(settings) : untouched(settings),
                progress);
        return refinement
                .carryOut(
                        planned.plan(),
                        Estimate.ranges(chosen.estimates()),
                        chosen.schemes(),
                        refused -> planned.without(refused, prepared, settings))
                .map(first -> new Refining(prepared, planned, chosen, settings, samples, first));
    }

    /** The ranges that the plan was carried out with. */
    ChosenRanges chosen() {
        return chosen;
    }

    /**
     * Whether an output is worse than it may be before anything is changed.
     *
     * @param margin decibels by which it is to be better than it must be
     */
    boolean isBelowFloor(double margin) {
        return first.isBelowFloor(margin);
    }

    /** Whether the worst output has less noise than that of another. */
    boolean isBetterThan(Refining other) {
        return first.noise() < other.first.noise();
    }

    /** The plan changed where an output is worse than it may be. Values coded as the user says are not given up. */
    Refined refined() {
        boolean isOnTarget = TargetTable.isHost(settings.target());
        Refined refined =
                first.refined(remedies(), isOnTarget && chosen.schemes().isEmpty());
        boolean canBeRun =
                hasAny(samples.judged()) && settings.calibration().feedback().isEmpty();
        return canBeRun ? new Refined(noted(refined.draft()), refined.leaveFloat()) : refined;
    }

    /** With notes for what nobody looked at while the plan was refined. */
    private Draft noted(Draft draft) {
        LayerSettings few =
                layers(settings.calibration()).withSamples(settings.refinement().samples(), 1);
        Draft noted = settings.placement().preference() == Preference.SIZE
                ? FarOutputs.noted(draft, prepared, samples.judged(), few)
                : draft;
        return DifferentOutputs.mayOccurIn(prepared)
                ? DifferentOutputs.noted(noted, prepared, samples.judged(), few)
                : noted;
    }

    private static boolean hasAny(DataSource samples) {
        return samples.iterator().hasNext();
    }

    /** A model with state cannot be run on samples picked out of their order. */
    private Remedies remedies() {
        CalibrationSettings calibration = settings.calibration();
        if (!calibration.feedback().isEmpty() || !hasAny(samples.tuned())) {
            return Remedies.none();
        }
        Plan plan = planned.plan();
        List<Node> nodes = plan.quantized().stream().map(NodePlan::node).toList();
        return new Remedies(
                () -> WeightRounding.observe(prepared, nodes, samples.tuned(), calibration.constants()),
                () -> BiasCorrection.observe(prepared, plan, samples.tuned(), calibration.constants()));
    }

    /** How samples are run through models that are looked at. */
    static LayerSettings layers(CalibrationSettings calibration) {
        return LayerSettings.defaults()
                .withConstants(calibration.constants())
                .withCancellation(calibration.cancellation());
    }

    /**
     * Unless size decides, nodes are given up for what they turn out to be worth. And a model with state cannot be run
     * on samples picked out of their order.
     */
    static RefinementSettings refinement(StaticSettings settings) {
        RefinementSettings refinement = settings.refinement();
        boolean isOrdered = !settings.calibration().feedback().isEmpty();
        return switch (settings.placement().preference()) {
            case SPEED -> isOrdered ? untouched(settings) : refinement;
            case ACCURACY -> isOrdered ? untouched(settings) : refinement.withKeptSaving(0);
            case SIZE -> untouched(settings);
        };
    }

    /** Without a sample there is nothing to look at but what is fused. */
    private static RefinementSettings untouched(StaticSettings settings) {
        return settings.refinement().withFloor(Double.NEGATIVE_INFINITY).withTimed(false);
    }

    /** The samples that calibration could use. */
    private static DataSource usable(DataSource data, CalibrationResult calibration) {
        if (calibration.skipped().isEmpty()) {
            return data;
        }
        Set<Long> skipped =
                calibration.skipped().stream().map(SkippedSample::number).collect(Collectors.toSet());
        return new SomeSamples(data, number -> !skipped.contains(number));
    }
}
