package dev.octet.prepare.opset;

import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about the types of values: what the caller inferred, else what the file declares.
 *
 * <p>Of a value in between, the file's word is taken for the element type and the rank, not for the dimensions: tools
 * that change a model's batch size leave old ones behind. The dimensions of inputs hold, ONNX Runtime checks them.
 */
final class KnownTypes {
    private final Map<String, ValueType.TensorType> types;
    private final Optional<ElementType> onlyFloating;

    private KnownTypes(Map<String, ValueType.TensorType> types, Optional<ElementType> onlyFloating) {
        this.types = types;
        this.onlyFloating = onlyFloating;
    }

    /**
     * The types of the values of a graph.
     *
     * @param inferred types that hold for every input the model accepts
     * @param onlyFloating the one floating-point type there is in the model, if it has just one
     */
    static KnownTypes of(Graph graph, Map<String, ValueType> inferred, Optional<ElementType> onlyFloating) {
        KnownTypes declared = new KnownTypes(Map.of(), onlyFloating).inside(graph);
        inferred.forEach(declared::put);
        return declared;
    }

    /** These types, with those of a subgraph; its names hide the same ones outside. */
    KnownTypes inside(Graph subgraph) {
        KnownTypes all = new KnownTypes(new HashMap<>(types), onlyFloating);
        all.types.keySet().removeAll(subgraph.definedNames());
        subgraph.valueInfo().forEach((name, value) -> all.put(name, withoutSizes(value.type())));
        subgraph.outputs().forEach(output -> all.put(output.name(), withoutSizes(output.type())));
        subgraph.inputs().forEach(input -> all.put(input.name(), input.type()));
        return all;
    }

    private void put(String name, ValueType type) {
        if (type instanceof ValueType.TensorType tensor) {
            types.put(name, tensor);
        }
    }

    private static ValueType withoutSizes(ValueType type) {
        return type instanceof ValueType.TensorType tensor
                ? new ValueType.TensorType(
                        tensor.element(),
                        tensor.dimensions().map(list -> Collections.nCopies(list.size(), Dimension.UNKNOWN)))
                : type;
    }

    Optional<ElementType> elementType(String value) {
        return Optional.ofNullable(types.get(value)).map(ValueType.TensorType::element);
    }

    /** The element type of a value that can only be a floating-point tensor. */
    Optional<ElementType> floatingType(String value) {
        return elementType(value).or(() -> onlyFloating);
    }

    Optional<List<Dimension>> dimensions(String value) {
        return Optional.ofNullable(types.get(value)).flatMap(ValueType.TensorType::dimensions);
    }
}
