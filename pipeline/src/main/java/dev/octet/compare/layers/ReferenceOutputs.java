package dev.octet.compare.layers;

import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The outputs of a float model on some samples, which quantized models are compared with one after another. They are
 * computed once; what does not fit into the memory that the settings allow is computed anew for each model.
 */
public final class ReferenceOutputs {
    private final Model reference;
    private final Samples samples;
    private final LayerSettings settings;
    private final List<Pair> kept = new ArrayList<>();

    private ReferenceOutputs(Model reference, Samples samples, LayerSettings settings) {
        this.reference = reference;
        this.samples = samples;
        this.settings = settings;
    }

    /** What a model takes and gives for one sample. */
    private record Pair(Map<String, Tensor> inputs, Map<String, Tensor> outputs) {
        long bytes() {
            return Stream.concat(inputs.values().stream(), outputs.values().stream())
                    .mapToLong(tensor -> tensor.data().byteSize())
                    .sum();
        }
    }

    /**
     * Runs the float model as users run it, with all optimizations, on the samples that the settings ask for.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_DATA if there are no samples; of kind RUNTIME if ONNX
     *     Runtime fails; of kind CANCELLED
     */
    public static ReferenceOutputs of(Model reference, DataSource data, LayerSettings settings) {
        ReferenceOutputs outputs = new ReferenceOutputs(reference, new Samples(data, settings), settings);
        outputs.keepWhatFits();
        return outputs;
    }

    private void keepWhatFits() {
        long bytes = 0;
        try (Session session = open(reference)) {
            while (kept.size() < samples.count()) {
                Pair pair = pair(session, kept.size());
                bytes += pair.bytes();
                if (bytes > settings.memory()) {
                    return;
                }
                kept.add(pair);
            }
        }
    }

    /**
     * How far the floating outputs of a quantized model are from these.
     *
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime fails; of kind CANCELLED
     */
    public OutputErrors errors(Model quantized) {
        OutputNoise noise = new OutputNoise(Map.of());
        try (Session coded = open(quantized)) {
            for (Pair pair : kept) {
                noise = noise.plus(noise(pair, coded));
            }
            if (kept.size() < samples.count()) {
                noise = withRest(noise, coded);
            }
        }
        return new OutputErrors(noise.byOutput());
    }

    private OutputNoise withRest(OutputNoise ofKept, Session coded) {
        OutputNoise noise = ofKept;
        try (Session exact = open(reference)) {
            for (int sample = kept.size(); sample < samples.count(); sample++) {
                noise = noise.plus(noise(pair(exact, sample), coded));
            }
        }
        return noise;
    }

    private Pair pair(Session exact, int sample) {
        Map<String, Tensor> inputs = samples.inputs(sample);
        return new Pair(inputs, run(exact, inputs));
    }

    private OutputNoise noise(Pair pair, Session coded) {
        return OutputNoise.between(pair.outputs(), run(coded, pair.inputs()));
    }

    private Map<String, Tensor> run(Session session, Map<String, Tensor> inputs) {
        settings.cancellation().check();
        Map<String, Tensor> fitting = new LinkedHashMap<>(inputs);
        fitting.keySet().retainAll(session.inputs().stream().map(Value::name).toList());
        return session.run(fitting);
    }

    private Session open(Model model) {
        return Session.open(model, SessionSettings.defaults().withThreads(settings.threads()));
    }
}
