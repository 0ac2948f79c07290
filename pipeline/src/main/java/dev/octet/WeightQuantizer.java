package dev.octet;

import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.weightonly.WeightOnlyQuantizer;
import dev.octet.weightonly.WeightOnlyResult;

/**
 * Quantizes the weights of a model without calibration data: reads, rewrites, writes, tries.
 *
 * <p>Weights go from file to file through a small buffer, so the heap has to hold scales, never weights. What is
 * written appears whole or not at all.
 */
public final class WeightQuantizer {
    /** ONNX Runtime holds a model's weights in memory more than once while it loads it. */
    private static final long LARGEST_TRIED = 1L << 30;

    private WeightQuantizer() {}

    /**
     * Quantizes the weights of the configured model.
     *
     * @throws OctetException of kind CONFIGURATION if the settings do not fit the model or no weight can be quantized;
     *     of kind INVALID_MODEL, FILE or RUNTIME if model, file or ONNX Runtime fail
     */
    public static WeightQuantizationResult quantize(WeightQuantizerConfiguration configuration) {
        long begun = System.nanoTime();
        ModelFiles.requireDistinct(configuration.model(), configuration.output());
        Model original = OnnxReader.read(configuration.model());
        WeightOnlyResult result = WeightOnlyQuantizer.quantize(original, configuration.settings());
        if (result.quantizedNodes() == 0) {
            throw OctetException.configuration("Expected a model with weights to quantize, got %s with none: %s"
                    .formatted(configuration.model(), firstRefusal(result)));
        }
        long floatBytes = ModelFiles.bytes(configuration.model(), original);
        boolean tried = floatBytes <= LARGEST_TRIED;
        if (tried) {
            Session.open(result.model(), SessionSettings.defaults()).close();
        }
        long bytes = OnnxWriter.write(result.model(), configuration.output());
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new WeightQuantizationResult(configuration, result.trace(), floatBytes, bytes, tried, seconds);
    }

    private static String firstRefusal(WeightOnlyResult result) {
        return result.trace().stream()
                .findFirst()
                .map(entry -> "%s: refused, since this does not hold: %s"
                        .formatted(entry.node(), entry.refusal().orElse("")))
                .orElse("no MatMul, Gemm, Gather or Conv reads a constant");
    }
}
