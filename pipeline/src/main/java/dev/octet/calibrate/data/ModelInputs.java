package dev.octet.calibrate.data;

import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The inputs that a sample has to give, and whether it does. */
final class ModelInputs {
    private final Map<String, TensorType> types = new LinkedHashMap<>();

    ModelInputs(List<Value> required) {
        for (Value input : required) {
            if (!(input.type() instanceof TensorType type)) {
                throw OctetException.configuration(
                        "The model's input '%s' is of type %s; only tensors can be calibrated"
                                .formatted(input.name(), input.type()));
            }
            types.put(input.name(), type);
        }
    }

    List<String> names() {
        return List.copyOf(types.keySet());
    }

    TensorType type(String name) {
        TensorType type = types.get(name);
        if (type == null) {
            throw new IllegalArgumentException("No input " + name);
        }
        return type;
    }

    /** The one input that a file without names feeds. */
    String only(DataKind kind) {
        if (types.size() != 1) {
            throw OctetException.configuration(
                    "%s feed one input, but the model needs %d: %s. Store samples as .npz whose keys are these names"
                            .formatted(capitalized(kind.plural()), types.size(), described(types)));
        }
        return names().get(0);
    }

    private static String capitalized(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** Names, each with what stands behind it. */
    static String described(Map<String, ?> named) {
        return named.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    /**
     * The sample's tensors in the model's order, each of the model's type and shape. A tensor that lacks just the first
     * dimension gets one of size 1.
     *
     * @throws OctetException of kind INVALID_DATA if something is missing, unknown or does not fit
     */
    Map<String, Tensor> fit(String sample, Map<String, Tensor> given) {
        for (String name : given.keySet()) {
            if (!types.containsKey(name)) {
                throw OctetException.invalidData("Sample '%s': the model has no input '%s'. It needs %s%s"
                        .formatted(sample, name, described(types), NearestName.hint(name, types.keySet())));
            }
        }
        Map<String, Tensor> fitted = new LinkedHashMap<>();
        types.forEach((name, type) -> {
            Tensor tensor = given.get(name);
            if (tensor == null) {
                throw OctetException.invalidData("Sample '%s': input '%s' is missing; expected %s, got only %s"
                        .formatted(sample, name, type, given.keySet()));
            }
            fitted.put(name, fit(sample, name, type, tensor));
        });
        return fitted;
    }

    private static Tensor fit(String sample, String name, TensorType type, Tensor tensor) {
        if (tensor.type() != type.element()) {
            throw OctetException.invalidData("Sample '%s', input '%s': expected elements of type %s, got %s%s"
                    .formatted(sample, name, type.element().onnxName(), tensor, Conversions.hint(tensor, type)));
        }
        if (type.dimensions().isEmpty()
                || fits(tensor.shape(), type.dimensions().get())) {
            return tensor;
        }
        List<Dimension> dimensions = type.dimensions().get();
        if (tensor.shape().rank() == dimensions.size() - 1) {
            Tensor batched = tensor.reshaped(withBatch(tensor.shape()));
            if (fits(batched.shape(), dimensions)) {
                return batched;
            }
        }
        throw OctetException.invalidData(
                "Sample '%s', input '%s': expected %s, got %s".formatted(sample, name, type, tensor));
    }

    private static Shape withBatch(Shape shape) {
        return Shape.of(LongStream.concat(LongStream.of(1), LongStream.of(shape.dimensions()))
                .toArray());
    }

    /** Whether every dimension that the model gives a number has it. */
    static boolean fits(Shape shape, List<Dimension> dimensions) {
        if (shape.rank() != dimensions.size()) {
            return false;
        }
        for (int axis = 0; axis < shape.rank(); axis++) {
            if (dimensions.get(axis) instanceof Dimension.Known known && known.size() != shape.dimension(axis)) {
                return false;
            }
        }
        return true;
    }
}
