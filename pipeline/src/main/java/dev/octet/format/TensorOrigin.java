package dev.octet.format;

import dev.octet.graph.Origin;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.Tensor;

/**
 * The message that a tensor was read from.
 *
 * @param message the message
 * @param tensor what was read; an element that still holds this very object is unchanged
 * @param isComplete whether the message itself holds the data; else that is in the file or in another one
 */
record TensorOrigin(TensorProto message, Tensor tensor, boolean isComplete) implements Origin {
    /** Whether the message says all about a tensor. Comparing the elements would read all weights. */
    @SuppressWarnings("ReferenceEquality")
    boolean holds(Tensor current) {
        return isComplete && tensor == current;
    }

    @Override
    public String toString() {
        return "Origin[TensorProto]";
    }
}
