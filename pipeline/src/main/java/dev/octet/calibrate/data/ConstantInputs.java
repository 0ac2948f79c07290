package dev.octet.calibrate.data;

import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Inputs that are the same for every sample, written as text: {@code sr} is {@code 16000}. */
final class ConstantInputs {
    private ConstantInputs() {}

    /**
     * Tensors of the model's types. A single number fills the whole tensor, several, separated by commas, fill it in
     * row-major order; dimensions that the model leaves open are 1, but for a single open one that several numbers
     * determine.
     *
     * @throws OctetException of kind CONFIGURATION if the model has no such input or the text does not fill it
     */
    static Map<String, Tensor> of(Map<String, String> texts, List<Value> modelInputs) {
        Map<String, Value> inputs = new LinkedHashMap<>();
        modelInputs.forEach(input -> inputs.put(input.name(), input));
        Map<String, Tensor> constants = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            Value input = inputs.get(name);
            if (input == null) {
                throw OctetException.configuration("The model has no input '%s' to set to %s%s It has %s"
                        .formatted(name, text, NearestName.hint(name, inputs.keySet()), inputs.values()));
            }
            constants.put(name, tensor(input, text));
        });
        return constants;
    }

    private static Tensor tensor(Value input, String text) {
        if (!(input.type() instanceof TensorType type)) {
            throw OctetException.configuration(
                    "Input %s cannot be set to %s: only tensors can be written as text".formatted(input, text));
        }
        List<String> numbers = List.of(text.split(",", -1));
        try {
            Shape shape = shape(type, numbers.size());
            List<String> all = numbers.size() == 1
                    ? Collections.nCopies(Math.toIntExact(shape.elementCount()), numbers.get(0))
                    : numbers;
            if (all.size() != shape.elementCount()) {
                throw new IOException("expected 1 or %d numbers separated by commas, got %d"
                        .formatted(shape.elementCount(), numbers.size()));
            }
            return Numbers.tensor(type.element(), shape, all);
        } catch (IOException wrong) {
            throw OctetException.configuration(
                    "Input %s cannot be set to %s: %s".formatted(input, text, wrong.getMessage()));
        }
    }

    private static Shape shape(TensorType type, int numbers) {
        List<Dimension> dimensions = type.dimensions().orElse(List.of());
        long[] sizes = new long[dimensions.size()];
        long known = 1;
        int open = -1;
        for (int axis = 0; axis < sizes.length; axis++) {
            sizes[axis] = dimensions.get(axis).number().orElse(1);
            known *= sizes[axis];
            open = dimensions.get(axis).number().isPresent() ? open : axis;
        }
        if (open >= 0 && known > 0 && numbers % known == 0) {
            sizes[open] = numbers / known;
        }
        return Shape.of(sizes);
    }
}
