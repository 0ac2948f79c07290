package dev.octet;

import dev.octet.weightonly.WeightOnlySettings;
import java.nio.file.Path;

/**
 * Which model's weights to quantize, and how.
 *
 * @param model the float model's file
 * @param output where the model with quantized weights goes; never the float model's own file
 * @param settings bits, blocks and form
 */
public record WeightQuantizerConfiguration(Path model, Path output, WeightOnlySettings settings) {}
