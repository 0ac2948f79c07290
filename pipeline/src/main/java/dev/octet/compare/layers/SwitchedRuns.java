package dev.octet.compare.layers;

import dev.octet.compare.layers.SwitchedModel.Switched;
import dev.octet.graph.Value;
import dev.octet.runtime.Session;
import dev.octet.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs of one sample through a {@link SwitchedModel}: what its outputs lose by what is quantized. */
final class SwitchedRuns {
    private final Session session;
    private final Switched switched;
    private final Map<String, Tensor> inputs = new LinkedHashMap<>();
    private final Map<String, Tensor> exact;

    /**
     * Runs the sample with nothing quantized.
     *
     * @param session of the switched model
     * @param sample the inputs of the float model
     */
    SwitchedRuns(Session session, Switched switched, Map<String, Tensor> sample) {
        this.session = session;
        this.switched = switched;
        List<String> known = session.inputs().stream().map(Value::name).toList();
        sample.forEach((name, tensor) -> inputs.put(switched.inputs().getOrDefault(name, name), tensor));
        inputs.keySet().retainAll(known);
        exact = run(List.of());
    }

    /** The noise at the outputs with these points quantized, and no other. */
    OutputNoise noise(Collection<Integer> points) {
        return OutputNoise.between(exact, run(points));
    }

    private Map<String, Tensor> run(Collection<Integer> points) {
        Map<String, Tensor> all = new LinkedHashMap<>(inputs);
        all.put(switched.selector(), switched.selecting(points));
        return session.run(all);
    }
}
