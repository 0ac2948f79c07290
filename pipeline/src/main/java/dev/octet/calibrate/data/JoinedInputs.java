package dev.octet.calibrate.data;

import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inputs of several samples put together along the first axis. */
public final class JoinedInputs {
    private JoinedInputs() {}

    /**
     * One run's inputs from those of several samples, in their order.
     *
     * @param parts at least one; all with the same names, and for each name all of one element type and one shape but
     *     for the first dimension, which is added up
     */
    public static Map<String, Tensor> of(List<Map<String, Tensor>> parts) {
        if (parts.size() == 1) {
            return parts.get(0);
        }
        Map<String, List<Tensor>> byName = new LinkedHashMap<>();
        parts.forEach(part -> part.forEach((name, tensor) ->
                byName.computeIfAbsent(name, key -> new ArrayList<>()).add(tensor)));
        Map<String, Tensor> joined = new LinkedHashMap<>();
        byName.forEach((name, tensors) -> joined.put(name, concatenated(tensors)));
        return joined;
    }

    private static Tensor concatenated(List<Tensor> tensors) {
        long[] dimensions = tensors.get(0).shape().dimensions();
        dimensions[0] = tensors.stream()
                .mapToLong(tensor -> tensor.shape().dimension(0))
                .sum();
        long size =
                tensors.stream().mapToLong(tensor -> tensor.data().byteSize()).sum();
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(size));
        tensors.forEach(tensor -> bytes.put(tensor.data().buffer()));
        return new Tensor(tensors.get(0).type(), Shape.of(dimensions), TensorData.ofBuffer(bytes.flip()));
    }
}
