package dev.octet.runtime;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether tensors fit a model's inputs, found out before ONNX Runtime is asked to run. */
final class InputCheck {
    private final List<Value> inputs;
    private final Set<String> fixed;

    /** Of these inputs; {@code fixed} names the inputs with a default, which cannot be given. */
    InputCheck(List<Value> inputs, Set<String> fixed) {
        this.inputs = inputs;
        this.fixed = fixed;
    }

    /**
     * Checks that every input is there, is an input, and has the declared type, rank and dimensions.
     *
     * @throws OctetException of kind INVALID_DATA naming the input, what was expected and what was found
     */
    void check(Map<String, Tensor> given) {
        for (Value input : inputs) {
            Tensor tensor = given.get(input.name());
            if (tensor == null) {
                throw OctetException.invalidData("Input '%s': expected %s, found nothing. The given inputs are %s."
                        .formatted(input.name(), input.type(), given.keySet()));
            }
            if (!(input.type() instanceof TensorType type)) {
                throw OctetException.invalidData(
                        "Input '%s' is %s; only tensors can be given.".formatted(input.name(), input.type()));
            }
            if (!fits(tensor, type)) {
                throw OctetException.invalidData(
                        "Input '%s': expected %s, found %s.".formatted(input.name(), type, tensor));
            }
        }
        if (given.size() > inputs.size()) {
            throw unknown(given);
        }
    }

    private static boolean fits(Tensor tensor, TensorType type) {
        return tensor.type() == type.element()
                && type.dimensions()
                        .map(dimensions -> fits(tensor.shape(), dimensions))
                        .orElse(true);
    }

    private static boolean fits(Shape shape, List<Dimension> dimensions) {
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

    private OctetException unknown(Map<String, Tensor> given) {
        Set<String> known = inputs.stream().map(Value::name).collect(Collectors.toSet());
        String stranger = given.keySet().stream()
                .filter(name -> !known.contains(name))
                .findFirst()
                .orElseThrow();
        String why = fixed.contains(stranger)
                ? "has a default in the model, and ONNX Runtime's Java interface cannot override it"
                : "is none";
        return OctetException.invalidData("Expected the inputs %s, found '%s' too, which %s."
                .formatted(inputs.stream().map(Value::name).toList(), stranger, why));
    }
}
