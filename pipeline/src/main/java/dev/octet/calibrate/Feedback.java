package dev.octet.calibrate;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.runtime.OutputReader;
import dev.octet.runtime.OutputView;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Inputs that take what an output was in the run before. They are zeros in the first run of a group of samples, with 1
 * for dimensions that the model leaves open. Not thread-safe.
 */
public final class Feedback {
    private final Map<String, String> outputs;
    private final Map<String, Tensor> zeros = new LinkedHashMap<>();
    private final Map<String, Tensor> state = new LinkedHashMap<>();
    private Optional<String> group = Optional.empty();

    /**
     * Feedback that has seen no run yet.
     *
     * @param outputs the output of the run before by the input that takes it
     * @param modelInputs what a run of the model has to be given
     * @throws OctetException of kind CONFIGURATION if the model has no such input
     */
    public Feedback(Map<String, String> outputs, List<Value> modelInputs) {
        this.outputs = outputs;
        outputs.keySet().forEach(input -> zeros.put(input, zeros(input, modelInputs)));
    }

    boolean isUsed() {
        return !outputs.isEmpty();
    }

    private static Tensor zeros(String name, List<Value> modelInputs) {
        Value input = modelInputs.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow(() -> OctetException.configuration(
                        "Feedback names the input '%s', but the model needs only %s".formatted(name, modelInputs)));
        if (!(input.type() instanceof TensorType type) || type.dimensions().isEmpty()) {
            throw OctetException.configuration(
                    "Feedback needs an input of known rank to begin with zeros, got %s".formatted(input));
        }
        Shape shape = Shape.of(type.dimensions().get().stream()
                .mapToLong(dimension -> dimension instanceof Dimension.Known known ? known.size() : 1)
                .toArray());
        int bytes = Math.toIntExact(type.element().byteSize(shape.elementCount()));
        return new Tensor(type.element(), shape, TensorData.ofBytes(new byte[bytes]));
    }

    /** The inputs of the next run, completed by the state. */
    public Map<String, Tensor> before(String nextGroup, Map<String, Tensor> inputs) {
        if (!isUsed()) {
            return inputs;
        }
        if (!group.equals(Optional.of(nextGroup))) {
            state.putAll(zeros);
            group = Optional.of(nextGroup);
        }
        Map<String, Tensor> all = new LinkedHashMap<>(inputs);
        all.putAll(state);
        return all;
    }

    /** A reader that also keeps the outputs that are fed back. */
    public OutputReader around(OutputReader reader) {
        if (!isUsed()) {
            return reader;
        }
        return new OutputReader() {
            @Override
            public void read(String name, OutputView view) {
                reader.read(name, view);
                outputs.forEach((input, output) -> {
                    if (output.equals(name)) {
                        state.put(input, view.toTensor());
                    }
                });
            }
        };
    }
}
