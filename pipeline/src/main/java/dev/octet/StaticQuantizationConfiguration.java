package dev.octet;

import dev.octet.affine.Range;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.graph.Value;
import dev.octet.observe.AutoEstimator;
import dev.octet.observe.RangeEstimator;
import dev.octet.place.PlacementSettings;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;
import dev.octet.prepare.PreparationSettings;
import dev.octet.provenance.Recipe;
import dev.octet.refine.RefinementSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What to quantize, with which data, and how.
 *
 * @param model the float model's file
 * @param output where the quantized model goes; never the float model's own file
 * @param data opens the calibration data, given the inputs that a sample has to give
 * @param target who is to run the quantized model
 * @param preparation how far the float model may be changed first
 * @param placement what is quantized
 * @param estimator how a range follows from what calibration saw of a value
 * @param imported ranges that are known already, by the names of values after preparation; these values are not
 *     observed, and names that nothing needs do no harm
 * @param calibration how samples are run; which statistics are kept follows from the estimator
 * @param refinement how the quantized model is looked at before it is written
 * @param recipe what the quantized model says of how it was made
 */
public record StaticQuantizationConfiguration(
        Path model,
        Path output,
        Function<List<Value>, DataSource> data,
        Target target,
        PreparationSettings preparation,
        PlacementSettings placement,
        RangeEstimator estimator,
        Map<String, Range> imported,
        CalibrationSettings calibration,
        RefinementSettings refinement,
        Recipe recipe) {
    /** Copies the ranges. */
    public StaticQuantizationConfiguration {
        imported = Map.copyOf(imported);
    }

    /** Samples of a folder or file, and defaults for everything else: this host is the target. */
    public static StaticQuantizationConfiguration of(Path model, Path output, Path data) {
        return of(model, output, inputs -> DataSources.open(data, inputs, DataSettings.defaults()));
    }

    /** Samples that a program gives, and defaults for everything else: this host is the target. */
    public static StaticQuantizationConfiguration of(Path model, Path output, DataSource data) {
        return of(model, output, inputs -> data);
    }

    private static StaticQuantizationConfiguration of(Path model, Path output, Function<List<Value>, DataSource> data) {
        return new StaticQuantizationConfiguration(
                model,
                output,
                data,
                TargetTable.host(),
                PreparationSettings.defaults(),
                PlacementSettings.defaults(),
                new AutoEstimator(TargetTable.host().activation()),
                Map.of(),
                CalibrationSettings.defaults(),
                RefinementSettings.defaults(),
                Recipe.DEFAULTS);
    }

    /** This configuration with other data. */
    public StaticQuantizationConfiguration withData(Function<List<Value>, DataSource> other) {
        return new StaticQuantizationConfiguration(
                model,
                output,
                other,
                target,
                preparation,
                placement,
                estimator,
                imported,
                calibration,
                refinement,
                recipe);
    }

    /** This configuration for another target; the default estimator chooses for its codes. */
    public StaticQuantizationConfiguration withTarget(Target other) {
        boolean chosenByDefault = estimator.equals(new AutoEstimator(target.activation()));
        RangeEstimator chosen = chosenByDefault ? new AutoEstimator(other.activation()) : estimator;
        return new StaticQuantizationConfiguration(
                model, output, data, other, preparation, placement, chosen, imported, calibration, refinement, recipe);
    }

    /** This configuration with other preparation. */
    public StaticQuantizationConfiguration withPreparation(PreparationSettings other) {
        return new StaticQuantizationConfiguration(
                model, output, data, target, other, placement, estimator, imported, calibration, refinement, recipe);
    }

    /** This configuration with other placement; the default floor is that of its preference. */
    public StaticQuantizationConfiguration withPlacement(PlacementSettings other) {
        boolean isDefault = refinement.floor() == RefinementSettings.floor(placement.preference());
        RefinementSettings floored =
                isDefault ? refinement.withFloor(RefinementSettings.floor(other.preference())) : refinement;
        return new StaticQuantizationConfiguration(
                model, output, data, target, preparation, other, estimator, imported, calibration, floored, recipe);
    }

    /** This configuration with ranges found in another way. */
    public StaticQuantizationConfiguration withEstimator(RangeEstimator other) {
        return new StaticQuantizationConfiguration(
                model, output, data, target, preparation, placement, other, imported, calibration, refinement, recipe);
    }

    /** This configuration with ranges that need not be observed. */
    public StaticQuantizationConfiguration withImported(Map<String, Range> ranges) {
        return new StaticQuantizationConfiguration(
                model,
                output,
                data,
                target,
                preparation,
                placement,
                estimator,
                ranges,
                calibration,
                refinement,
                recipe);
    }

    /** This configuration with other calibration. */
    public StaticQuantizationConfiguration withCalibration(CalibrationSettings other) {
        return new StaticQuantizationConfiguration(
                model, output, data, target, preparation, placement, estimator, imported, other, refinement, recipe);
    }

    /** This configuration with another look at the quantized model before it is written. */
    public StaticQuantizationConfiguration withRefinement(RefinementSettings other) {
        return new StaticQuantizationConfiguration(
                model, output, data, target, preparation, placement, estimator, imported, calibration, other, recipe);
    }

    /** This configuration with another recipe written into the quantized model. */
    public StaticQuantizationConfiguration withRecipe(Recipe other) {
        return new StaticQuantizationConfiguration(
                model,
                output,
                data,
                target,
                preparation,
                placement,
                estimator,
                imported,
                calibration,
                refinement,
                other);
    }
}
