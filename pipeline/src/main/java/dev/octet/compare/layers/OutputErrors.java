package dev.octet.compare.layers;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far the floating outputs of two models are apart, run as users run them, with all optimizations.
 *
 * @param byOutput signal and noise of each output
 */
public record OutputErrors(Map<String, Noise> byOutput) {
    /** Copies the map, keeping its order. */
    public OutputErrors {
        byOutput = Collections.unmodifiableMap(new LinkedHashMap<>(byOutput));
    }

    /**
     * Runs both models on the samples that the settings ask for.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_DATA if there are no samples; of kind RUNTIME if ONNX
     *     Runtime fails; of kind CANCELLED
     */
    public static OutputErrors measure(Model reference, Model quantized, DataSource data, LayerSettings settings) {
        return ReferenceOutputs.of(reference, data, settings).errors(quantized);
    }

    /** The output with the most noise as a share of its signal, among those that have a signal; empty without one. */
    public Optional<Map.Entry<String, Noise>> worst() {
        return byOutput.entrySet().stream()
                .filter(entry -> entry.getValue().signal() > 0)
                .max(Map.Entry.comparingByValue(Comparator.comparingDouble(Noise::share)));
    }
}
