package dev.octet;

import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.SkippedSample;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.graph.Model;
import dev.octet.observe.Estimate;
import dev.octet.place.NodePlan;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.Plan;
import dev.octet.place.TargetTable;
import dev.octet.progress.Progress;
import dev.octet.refine.FarOutputs;
import dev.octet.refine.Refined;
import dev.octet.refine.Refinement;
import dev.octet.refine.RefinementSettings;
import dev.octet.rounding.WeightRounding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Refines a plan as a configuration asks, on the samples that it was calibrated with. */
final class Refining {
    private Refining() {}

    static Optional<Refined> refine(
            Model original,
            Model prepared,
            PlannedCalibration planned,
            ChosenRanges chosen,
            QuantizerConfiguration configuration,
            DataSource data,
            Progress progress) {
        DataSource samples = usable(data, chosen.calibration());
        boolean hasSamples = samples.iterator().hasNext();
        Refinement refinement = new Refinement(
                original,
                prepared,
                samples,
                layers(configuration.calibration()),
                hasSamples ? settings(configuration) : untouched(configuration),
                progress);
        Optional<Refined> refined = refinement.refine(
                planned.plan(),
                Estimate.ranges(chosen.estimates()),
                chosen.schemes(),
                () -> rounding(prepared, planned.plan(), samples, configuration.calibration()),
                refused -> planned.without(refused, prepared, configuration),
                configuration.target().equals(TargetTable.host()));
        boolean sizeDecides = configuration.placement().preference() == Preference.SIZE;
        return hasSamples
                        && sizeDecides
                        && configuration.calibration().feedback().isEmpty()
                ? refined.map(result -> withNotes(result, prepared, samples, configuration))
                : refined;
    }

    /** A model with state cannot be run on samples picked out of their order. */
    private static WeightRounding rounding(
            Model prepared, Plan plan, DataSource samples, CalibrationSettings calibration) {
        return calibration.feedback().isEmpty() && samples.iterator().hasNext()
                ? WeightRounding.observe(
                        prepared,
                        plan.quantized().stream().map(NodePlan::node).toList(),
                        samples,
                        calibration.constants())
                : WeightRounding.nearest();
    }

    private static Refined withNotes(
            Refined refined, Model prepared, DataSource samples, QuantizerConfiguration configuration) {
        LayerSettings few = layers(configuration.calibration())
                .withSamples(configuration.refinement().samples(), 1);
        return new Refined(FarOutputs.noted(refined.draft(), prepared, samples, few), refined.leaveFloat());
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
    static RefinementSettings settings(QuantizerConfiguration configuration) {
        RefinementSettings settings = configuration.refinement();
        boolean isOrdered = !configuration.calibration().feedback().isEmpty();
        return switch (configuration.placement().preference()) {
            case SPEED -> isOrdered ? untouched(configuration) : settings;
            case ACCURACY -> isOrdered ? untouched(configuration) : settings.withKeptSaving(0);
            case SIZE -> untouched(configuration);
        };
    }

    /** Without a sample there is nothing to look at but what is fused. */
    private static RefinementSettings untouched(QuantizerConfiguration configuration) {
        return configuration.refinement().withFloor(Double.NEGATIVE_INFINITY).withTimed(false);
    }

    /** The samples that calibration could use. */
    private static DataSource usable(DataSource data, CalibrationResult calibration) {
        if (calibration.skipped().isEmpty()) {
            return data;
        }
        Set<Long> skipped =
                calibration.skipped().stream().map(SkippedSample::number).collect(Collectors.toSet());
        List<Sample> usable = new ArrayList<>();
        long number = 0;
        for (Sample sample : data) {
            if (!skipped.contains(number++)) {
                usable.add(sample);
            }
        }
        return DataSource.of(usable, data.description());
    }
}
