package dev.octet.testing;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Dimension;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Seeded input of the types and shapes that a model asks for. */
public final class SeededSamples {
    /** Size of a dimension that the model leaves open. */
    private static final long OPEN = 3;

    private SeededSamples() {}

    /** So many samples; the same each time. */
    public static DataSource of(Model model, int count) {
        return DataSource.of(list(model, count), "seeded samples");
    }

    /** So many samples; the same each time. */
    public static List<Sample> list(Model model, int count) {
        return IntStream.range(0, count)
                .mapToObj(seed -> Sample.of("sample " + seed, inputs(model, seed)))
                .toList();
    }

    private static Map<String, Tensor> inputs(Model model, int seed) {
        Map<String, Tensor> inputs = new LinkedHashMap<>();
        for (Value input : model.graph().requiredInputs()) {
            TensorType type = (TensorType) input.type();
            long[] sizes = type.dimensions().orElseThrow().stream()
                    .map(Dimension::number)
                    .mapToLong(number -> number.orElse(OPEN))
                    .toArray();
            inputs.put(input.name(), RandomTensors.random(type.element(), Shape.of(sizes), seed, input.name()));
        }
        return inputs;
    }
}
