package dev.octet.place;

import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How many elements values have, as far as types tell; for estimates only. */
final class Sizes {
    /** For a first dimension that is not known: mostly the batch. */
    private static final double UNKNOWN_BATCH = 1;
    /** For any other dimension that is not known: tokens, pixels. */
    private static final double UNKNOWN_LENGTH = 64;

    private final Graph graph;
    private final Map<String, ValueType> types;

    Sizes(Graph graph, Map<String, ValueType> types) {
        this.graph = graph;
        this.types = types;
    }

    /** Elements of a value; 0 for one of unknown rank and for an empty name. */
    double elements(String value) {
        List<Double> dimensions = dimensions(value);
        return isKnown(value) ? dimensions.stream().reduce(1.0, (a, b) -> a * b) : 0;
    }

    /** One dimension, counted from the end where negative; 1 where there is no such dimension. */
    double dimension(String value, int axis) {
        List<Double> dimensions = dimensions(value);
        int index = axis < 0 ? dimensions.size() + axis : axis;
        return index >= 0 && index < dimensions.size() ? dimensions.get(index) : 1;
    }

    /** Number of dimensions; 0 where that is not known. */
    int rank(String value) {
        return dimensions(value).size();
    }

    /** Whether a value is known before the model runs. */
    boolean isConstant(String value) {
        return graph.constant(value).isPresent();
    }

    private boolean isKnown(String value) {
        boolean isTyped =
                types.get(value) instanceof TensorType type && type.dimensions().isPresent();
        return isTyped || isConstant(value);
    }

    private List<Double> dimensions(String value) {
        Optional<Tensor> constant = graph.constant(value);
        ValueType type = constant.<ValueType>map(tensor -> ValueType.tensor(tensor.type(), tensor.shape()))
                .orElse(types.getOrDefault(value, ValueType.UNDECLARED));
        List<Double> sizes = new ArrayList<>();
        if (type instanceof TensorType tensor) {
            for (Dimension dimension : tensor.dimensions().orElse(List.of())) {
                double unknown = sizes.isEmpty() ? UNKNOWN_BATCH : UNKNOWN_LENGTH;
                sizes.add(dimension instanceof Dimension.Known known ? (double) known.size() : unknown);
            }
        }
        return sizes;
    }
}
