package dev.octet.smooth;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Optional;

/**
 * A constant with a number, or a slice, for each channel of a value.
 *
 * @param node the node that reads it
 * @param slot where
 * @param axis axis of the channels
 */
record ChannelConstant(Node node, int slot, int axis) {
    /** The constant matrix that a product multiplies its first input with. */
    static Optional<ChannelConstant> ofProduct(Node product, Graph graph) {
        boolean isGemm = product.is("Gemm") && product.intAttribute("transA", 0) == 0;
        int axis = isGemm && product.intAttribute("transB", 0) == 1 ? 1 : 0;
        return isGemm || product.is("MatMul")
                ? product.input(1)
                        .flatMap(graph::constant)
                        .filter(tensor -> tensor.type() == ElementType.FLOAT
                                && tensor.shape().rank() == 2)
                        .map(tensor -> new ChannelConstant(product, 1, axis))
                : Optional.empty();
    }

    String name() {
        return node.inputs().get(slot);
    }

    Tensor tensor(Graph graph) {
        return graph.constant(name()).orElseThrow();
    }

    /** How many channels there are. */
    int channels(Graph graph) {
        return Math.toIntExact(tensor(graph).shape().dimension(axis));
    }

    /** The constant with each channel multiplied by its factor. */
    Tensor times(float[] factors, Graph graph) {
        return times(factors, tensor(graph));
    }

    /** A tensor of the constant's shape with each channel multiplied by its factor. */
    Tensor times(float[] factors, Tensor tensor) {
        float[] elements = tensor.toFloats();
        int inner = innerSize(tensor.shape());
        for (int i = 0; i < elements.length; i++) {
            elements[i] *= factors[i / inner % factors.length];
        }
        return Tensor.ofFloats(tensor.shape(), elements);
    }

    /** How many elements lie between one channel and the next. */
    int innerSize(Shape shape) {
        return Math.toIntExact(shape.elementCount(axis + 1, shape.rank()));
    }
}
