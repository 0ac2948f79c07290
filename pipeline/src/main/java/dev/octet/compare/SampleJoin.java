package dev.octet.compare;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Joins samples along their first axis into runs of a given number. */
final class SampleJoin {
    private SampleJoin() {}

    /**
     * The runs, at least one; what does not fill the last of several is left out.
     *
     * @throws OctetException of kind CONFIGURATION if the model takes one size only or there are too few samples
     */
    static List<Map<String, Tensor>> joined(List<Map<String, Tensor>> samples, int batch, List<Value> inputs) {
        if (batch == 1) {
            return samples;
        }
        inputs.forEach(input -> requireOpen(input, batch));
        List<Map<String, Tensor>> runs = new ArrayList<>();
        for (int start = 0; start + batch <= samples.size(); start += batch) {
            runs.add(joined(samples.subList(start, start + batch)));
        }
        if (runs.isEmpty()) {
            throw OctetException.configuration(
                    "A batch of %d needs as many samples, got %d".formatted(batch, samples.size()));
        }
        return runs;
    }

    private static void requireOpen(Value input, int batch) {
        Optional<List<Dimension>> dimensions =
                input.type() instanceof TensorType type ? type.dimensions() : Optional.empty();
        if (dimensions
                .filter(list -> !list.isEmpty() && !(list.get(0) instanceof Dimension.Known))
                .isEmpty()) {
            throw OctetException.configuration(
                    "A batch of %d needs a model whose first dimension is open, but its input is %s; measure with 1"
                            .formatted(batch, input));
        }
    }

    private static Map<String, Tensor> joined(List<Map<String, Tensor>> samples) {
        Map<String, Tensor> run = new LinkedHashMap<>();
        samples.get(0)
                .forEach((name, first) -> run.put(
                        name,
                        concatenated(
                                name,
                                samples.stream()
                                        .map(sample -> sample.getOrDefault(name, first))
                                        .toList())));
        return run;
    }

    private static Tensor concatenated(String name, List<Tensor> parts) {
        Tensor first = parts.get(0);
        long size = 0;
        long rows = 0;
        for (Tensor part : parts) {
            if (!tail(part).equals(tail(first))) {
                throw OctetException.configuration(
                        "A batch needs samples of one size, got %s and %s for '%s'; measure with 1"
                                .formatted(first, part, name));
            }
            rows += part.shape().dimension(0);
            size += part.data().byteSize();
        }
        long[] dimensions = first.shape().dimensions();
        dimensions[0] = rows;
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
        parts.forEach(part -> bytes.put(part.data().buffer()));
        return new Tensor(first.type(), Shape.of(dimensions), TensorData.ofBuffer(bytes.flip()));
    }

    private static Shape tail(Tensor tensor) {
        long[] dimensions = tensor.shape().dimensions();
        dimensions[0] = 1;
        return Shape.of(dimensions);
    }
}
