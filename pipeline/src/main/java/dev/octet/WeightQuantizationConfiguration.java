package dev.octet;

import dev.octet.calibrate.data.DataSource;
import dev.octet.float16.Float16Settings;
import dev.octet.graph.Value;
import dev.octet.provenance.Recipe;
import dev.octet.weightonly.WeightOnlySettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which model to make smaller, and how: weights become integers, what is float becomes float16, or both.
 *
 * @param model the float model's file
 * @param output where the smaller model goes; never the float model's own file
 * @param weights bits, blocks and form of integer weights; empty where all stay floating-point
 * @param float16 what stays float32 where the rest becomes float16; empty where nothing becomes so
 * @param fixOverridable whether initializers that a caller may override (IR version 4 and later) become constants; as
 *     long as they are none they stay as they are
 * @param data opens the samples that weights of products are found with, given the model's inputs; empty where they are
 *     found from the weights alone
 * @param recipe the options that led to this, for the metadata of the result
 */
public record WeightQuantizationConfiguration(
        Path model,
        Path output,
        Optional<WeightOnlySettings> weights,
        Optional<Float16Settings> float16,
        boolean fixOverridable,
        Optional<Function<List<Value>, DataSource>> data,
        Recipe recipe) {
    /**
     * Checks that there is something to do.
     *
     * @throws IllegalArgumentException if neither settings are given
     */
    public WeightQuantizationConfiguration {
        if (weights.isEmpty() && float16.isEmpty()) {
            throw new IllegalArgumentException("Expected settings for weights, for float16, or both; got neither");
        }
    }

    /** Integer weights; the rest stays as it is. */
    public WeightQuantizationConfiguration(Path model, Path output, WeightOnlySettings weights) {
        this(model, output, Optional.of(weights), Optional.empty(), false, Optional.empty(), Recipe.DEFAULTS);
    }

    /** Float16 alone. */
    public WeightQuantizationConfiguration(Path model, Path output, Float16Settings float16) {
        this(model, output, Optional.empty(), Optional.of(float16), false, Optional.empty(), Recipe.DEFAULTS);
    }

    /** This, with float16 for what stays floating-point. */
    public WeightQuantizationConfiguration withFloat16(Float16Settings settings) {
        return new WeightQuantizationConfiguration(
                model, output, weights, Optional.of(settings), fixOverridable, data, recipe);
    }

    /** This, with or without making constants of initializers that a caller may override. */
    public WeightQuantizationConfiguration withFixOverridable(boolean fix) {
        return new WeightQuantizationConfiguration(model, output, weights, float16, fix, data, recipe);
    }

    /** This, with weights of products found from samples, or not. */
    public WeightQuantizationConfiguration withData(Optional<Function<List<Value>, DataSource>> other) {
        return new WeightQuantizationConfiguration(model, output, weights, float16, fixOverridable, other, recipe);
    }

    /** This, from other options. */
    public WeightQuantizationConfiguration withRecipe(Recipe other) {
        return new WeightQuantizationConfiguration(model, output, weights, float16, fixOverridable, data, other);
    }
}
