package dev.octet.codebook;

import dev.octet.graph.Node;
import dev.octet.tensor.Shape;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntBiFunction;

/**
 * Which input of an operator is a weight, and along which axis its output channels lie.
 *
 * <p>Source: Conv-11, Gemm-13, MatMul-13, Gather-13. A channel of a table is a column: an element of every row.
 */
record ChannelAxis(int slot, ToIntBiFunction<Node, Shape> axis) {
    private static final Map<String, ChannelAxis> OF_OPERATORS = Map.of(
            "MatMul", new ChannelAxis(1, (node, shape) -> shape.rank() - 1),
            "Gemm", new ChannelAxis(1, (node, shape) -> node.intAttribute("transB", 0) == 0 ? 1 : 0),
            "Conv", new ChannelAxis(1, (node, shape) -> 0),
            "Gather", new ChannelAxis(0, (node, shape) -> shape.rank() - 1));

    /** Those of a node, if its operator is one of those whose weights are replaced. */
    static Optional<ChannelAxis> of(Node node) {
        return Optional.ofNullable(OF_OPERATORS.get(node.operator().type()))
                .filter(found -> node.is(node.operator().type()));
    }
}
