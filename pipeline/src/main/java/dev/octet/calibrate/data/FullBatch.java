package dev.octet.calibrate.data;

import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Samples that are run together, because the model takes so many at a time and no others.
 *
 * @param parts the samples, each with a first dimension of 1
 */
record FullBatch(List<Sample> parts) implements Sample {
    FullBatch {
        parts = List.copyOf(parts);
    }

    @Override
    public String id() {
        return parts.get(0).id() + " to " + parts.get(parts.size() - 1).id();
    }

    @Override
    public String group() {
        return parts.get(0).group();
    }

    @Override
    public Map<String, Tensor> inputs() {
        List<Map<String, Tensor>> inputs = parts.stream().map(Sample::inputs).toList();
        for (int i = 0; i < inputs.size(); i++) {
            String id = parts.get(i).id();
            inputs.get(i).forEach((name, tensor) -> {
                if (tensor.shape().dimension(0) != 1) {
                    throw OctetException.invalidData(
                            "Sample '%s', input '%s': expected one sample with a first dimension of 1, or %d of them, got %s"
                                    .formatted(id, name, parts.size(), tensor));
                }
            });
        }
        return JoinedInputs.of(inputs);
    }
}
