package dev.octet;

import dev.octet.dynamic.DynamicSettings;
import java.nio.file.Path;

/**
 * Which model to quantize dynamically, and how.
 *
 * @param model the float model's file
 * @param output where the quantized model goes; never the float model's own file
 * @param settings how weights are quantized, and what stays float
 */
public record DynamicQuantizationConfiguration(Path model, Path output, DynamicSettings settings) {}
