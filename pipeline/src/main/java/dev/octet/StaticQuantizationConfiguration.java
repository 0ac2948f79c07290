package dev.octet;

import dev.octet.affine.Range;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.graph.Value;
import dev.octet.observe.RangeEstimator;
import dev.octet.place.PlacementSettings;
import dev.octet.place.Target;
import dev.octet.prepare.PreparationSettings;
import dev.octet.provenance.Recipe;
import dev.octet.refine.RefinementSettings;
import dev.octet.staticrange.StaticSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which model's file to quantize with ranges that samples show, with which samples, and how.
 *
 * @param model the float model's file
 * @param output where the quantized model goes; never the float model's own file
 * @param data opens the calibration data, given the inputs that a sample has to give
 * @param settings for which target, how far the model may be changed, what is quantized, how ranges are found
 * @param recipe what the quantized model says of how it was made
 */
public record StaticQuantizationConfiguration(
        Path model, Path output, Function<List<Value>, DataSource> data, StaticSettings settings, Recipe recipe) {
    /** Samples of a folder or file, and defaults for everything else: this host is the target. */
    public static StaticQuantizationConfiguration of(Path model, Path output, Path data) {
        return of(model, output, inputs -> DataSources.open(data, inputs, DataSettings.defaults()));
    }

    /** Samples that a program gives, and defaults for everything else: this host is the target. */
    public static StaticQuantizationConfiguration of(Path model, Path output, DataSource data) {
        return of(model, output, inputs -> data);
    }

    private static StaticQuantizationConfiguration of(Path model, Path output, Function<List<Value>, DataSource> data) {
        return new StaticQuantizationConfiguration(model, output, data, StaticSettings.defaults(), Recipe.DEFAULTS);
    }

    /** This configuration with other data. */
    public StaticQuantizationConfiguration withData(Function<List<Value>, DataSource> other) {
        return new StaticQuantizationConfiguration(model, output, other, settings, recipe);
    }

    /** This configuration with other settings. */
    public StaticQuantizationConfiguration withSettings(StaticSettings other) {
        return new StaticQuantizationConfiguration(model, output, data, other, recipe);
    }

    /** This configuration with another recipe written into the quantized model. */
    public StaticQuantizationConfiguration withRecipe(Recipe other) {
        return new StaticQuantizationConfiguration(model, output, data, settings, other);
    }

    /** As {@link StaticSettings#withTarget}. */
    public StaticQuantizationConfiguration withTarget(Target other) {
        return withSettings(settings.withTarget(other));
    }

    /** As {@link StaticSettings#withPreparation}. */
    public StaticQuantizationConfiguration withPreparation(PreparationSettings other) {
        return withSettings(settings.withPreparation(other));
    }

    /** As {@link StaticSettings#withPlacement}. */
    public StaticQuantizationConfiguration withPlacement(PlacementSettings other) {
        return withSettings(settings.withPlacement(other));
    }

    /** As {@link StaticSettings#withEstimator}. */
    public StaticQuantizationConfiguration withEstimator(RangeEstimator other) {
        return withSettings(settings.withEstimator(other));
    }

    /** As {@link StaticSettings#withImported}. */
    public StaticQuantizationConfiguration withImported(Map<String, Range> other) {
        return withSettings(settings.withImported(other));
    }

    /** As {@link StaticSettings#withCalibration}. */
    public StaticQuantizationConfiguration withCalibration(CalibrationSettings other) {
        return withSettings(settings.withCalibration(other));
    }

    /** As {@link StaticSettings#withRefinement}. */
    public StaticQuantizationConfiguration withRefinement(RefinementSettings other) {
        return withSettings(settings.withRefinement(other));
    }
}
