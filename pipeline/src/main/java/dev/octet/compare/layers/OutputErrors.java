package dev.octet.compare.layers;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
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
        SessionSettings session = SessionSettings.defaults().withThreads(settings.threads());
        OutputNoise noise = new OutputNoise(Map.of());
        try (Session exact = Session.open(reference, session);
                Session coded = Session.open(quantized, session)) {
            for (Map<String, Tensor> inputs : new Samples(data, settings)) {
                settings.cancellation().check();
                noise = noise.plus(OutputNoise.between(run(exact, inputs), run(coded, inputs)));
            }
        }
        return new OutputErrors(noise.byOutput());
    }

    /** The output with the most noise as a share of its signal, among those that have a signal; empty without one. */
    public Optional<Map.Entry<String, Noise>> worst() {
        return byOutput.entrySet().stream()
                .filter(entry -> entry.getValue().signal() > 0)
                .max(Map.Entry.comparingByValue(Comparator.comparingDouble(Noise::share)));
    }

    private static Map<String, Tensor> run(Session session, Map<String, Tensor> inputs) {
        Map<String, Tensor> fitting = new LinkedHashMap<>(inputs);
        fitting.keySet().retainAll(session.inputs().stream().map(Value::name).toList());
        return session.run(fitting);
    }
}
