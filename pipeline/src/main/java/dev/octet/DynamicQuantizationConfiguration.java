package dev.octet;

import dev.octet.dynamic.DynamicSettings;
import dev.octet.provenance.Recipe;
import java.nio.file.Path;

/**
 * Which model to quantize dynamically, and how.
 *
 * @param model the float model's file
 * @param output where the quantized model goes; never the float model's own file
 * @param settings how weights are quantized, and what stays float
 * @param target the name of the target that the settings were chosen for, for the metadata of the result
 * @param recipe the options that led to this, for the same
 */
public record DynamicQuantizationConfiguration(
        Path model, Path output, DynamicSettings settings, String target, Recipe recipe) {
    /** For no target in particular, and without options. */
    public DynamicQuantizationConfiguration(Path model, Path output, DynamicSettings settings) {
        this(model, output, settings, "any", Recipe.DEFAULTS);
    }
}
