package dev.octet.staticrange;

import dev.octet.affine.Range;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.observe.AutoEstimator;
import dev.octet.observe.RangeEstimator;
import dev.octet.place.PlacementSettings;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;
import dev.octet.prepare.PreparationSettings;
import dev.octet.refine.RefinementSettings;
import java.util.Map;

/**
 * How a model is quantized with ranges that samples show.
 *
 * @param target who is to run the quantized model
 * @param preparation how far the float model may be changed first
 * @param placement what is quantized
 * @param estimator how a range follows from what calibration saw of a value
 * @param imported ranges that are known already, by the names of values after preparation; these values are not
 *     observed, and names that nothing needs do no harm
 * @param calibration how samples are run; which statistics are kept follows from the estimator
 * @param refinement how the quantized model is looked at before it is written
 */
public record StaticSettings(
        Target target,
        PreparationSettings preparation,
        PlacementSettings placement,
        RangeEstimator estimator,
        Map<String, Range> imported,
        CalibrationSettings calibration,
        RefinementSettings refinement) {
    /** Copies the ranges. */
    public StaticSettings {
        imported = Map.copyOf(imported);
    }

    /** For this host, with defaults for everything. */
    public static StaticSettings defaults() {
        return new StaticSettings(
                TargetTable.host(),
                PreparationSettings.defaults(),
                PlacementSettings.defaults(),
                new AutoEstimator(TargetTable.host().activation()),
                Map.of(),
                CalibrationSettings.defaults(),
                RefinementSettings.defaults());
    }

    /** These settings for another target; the default estimator chooses for its codes. */
    public StaticSettings withTarget(Target other) {
        boolean chosenByDefault = estimator.equals(new AutoEstimator(target.activation()));
        RangeEstimator chosen = chosenByDefault ? new AutoEstimator(other.activation()) : estimator;
        return new StaticSettings(other, preparation, placement, chosen, imported, calibration, refinement);
    }

    /** These settings with other preparation. */
    public StaticSettings withPreparation(PreparationSettings other) {
        return new StaticSettings(target, other, placement, estimator, imported, calibration, refinement);
    }

    /** These settings with other placement; the default floor is that of its preference. */
    public StaticSettings withPlacement(PlacementSettings other) {
        boolean isDefault = refinement.floor() == RefinementSettings.floor(placement.preference());
        RefinementSettings floored =
                isDefault ? refinement.withFloor(RefinementSettings.floor(other.preference())) : refinement;
        return new StaticSettings(target, preparation, other, estimator, imported, calibration, floored);
    }

    /** These settings with ranges found in another way. */
    public StaticSettings withEstimator(RangeEstimator other) {
        return new StaticSettings(target, preparation, placement, other, imported, calibration, refinement);
    }

    /** These settings with ranges that need not be observed. */
    public StaticSettings withImported(Map<String, Range> ranges) {
        return new StaticSettings(target, preparation, placement, estimator, ranges, calibration, refinement);
    }

    /** These settings with other calibration. */
    public StaticSettings withCalibration(CalibrationSettings other) {
        return new StaticSettings(target, preparation, placement, estimator, imported, other, refinement);
    }

    /** These settings with another look at the quantized model before it is written. */
    public StaticSettings withRefinement(RefinementSettings other) {
        return new StaticSettings(target, preparation, placement, estimator, imported, calibration, other);
    }
}
