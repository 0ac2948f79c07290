package dev.octet.compare.layers;

import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.Session;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/** The error at the model's outputs with everything quantized, without fused kernels, to compare single errors with. */
final class WholeError {
    private WholeError() {}

    /** Noise as a share of the signal over the first {@code count} samples. */
    static double share(Model reference, Model quantized, Samples samples, int count, LayerSettings settings) {
        try (Session exact = Session.open(reference, ExposedModel.settings(settings.threads()));
                Session coded = Session.open(quantized, ExposedModel.settings(settings.threads()))) {
            OutputNoise noise = new OutputNoise(Map.of());
            for (int sample = 0; sample < count; sample++) {
                settings.cancellation().check();
                Map<String, Tensor> inputs = samples.inputs(sample);
                noise = noise.plus(OutputNoise.between(run(exact, inputs), run(coded, inputs)));
            }
            return noise.share();
        }
    }

    private static Map<String, Tensor> run(Session session, Map<String, Tensor> inputs) {
        Map<String, Tensor> fitting = new LinkedHashMap<>(inputs);
        fitting.keySet().retainAll(session.inputs().stream().map(Value::name).toList());
        return session.run(fitting);
    }
}
