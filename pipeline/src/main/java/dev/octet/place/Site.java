package dev.octet.place;

import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A node where it stands.
 *
 * @param node the node
 * @param graph the graph it belongs to
 * @param opset version of ONNX's own operators in force
 * @param types types of the graph's values, as far as they are known
 */
public record Site(Node node, Graph graph, long opset, Map<String, ValueType> types) {
    /** The constant in an input slot; empty for a computed value and for an initializer that callers may replace. */
    public Optional<Tensor> constant(int slot) {
        return node.input(slot).flatMap(graph::constant);
    }

    /** Whether an input slot is filled. */
    public boolean hasInput(int slot) {
        return node.input(slot).isPresent();
    }

    /** The tensor type of a value, where it is known. */
    public Optional<TensorType> type(String value) {
        Optional<Tensor> constant = graph.constant(value);
        if (constant.isPresent()) {
            return constant.map(tensor -> ValueType.tensor(tensor.type(), tensor.shape()));
        }
        return types.get(value) instanceof TensorType found ? Optional.of(found) : Optional.empty();
    }

    /** Whether a value is known to be a tensor of binary32. */
    public boolean isFloat(String value) {
        return type(value).filter(type -> type.element() == ElementType.FLOAT).isPresent();
    }

    /** Rank of the value in an input slot, where it is known. */
    public OptionalInt rank(int slot) {
        return node.input(slot)
                .flatMap(this::type)
                .flatMap(TensorType::dimensions)
                .map(dimensions -> OptionalInt.of(dimensions.size()))
                .orElse(OptionalInt.empty());
    }

    /** Whether the rank of an input is known and at least this. */
    public boolean hasRankFrom(int slot, int least) {
        OptionalInt rank = rank(slot);
        return rank.isPresent() && rank.getAsInt() >= least;
    }

    /** Whether a value is known to have no elements. */
    public boolean isEmpty(String value) {
        List<Dimension> dimensions = type(value).flatMap(TensorType::dimensions).orElse(List.of());
        return dimensions.contains(new Dimension.Known(0));
    }
}
