package dev.octet.smooth;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;

/**
 * A constant with a number, or a slice, for each channel of a value.
 *
 * @param node the node that reads it
 * @param slot where
 * @param axis axis of the channels
 */
record ChannelConstant(Node node, int slot, int axis) {
    String name() {
        return node.inputs().get(slot);
    }

    Tensor tensor(Graph graph) {
        return graph.constant(name()).orElseThrow();
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
