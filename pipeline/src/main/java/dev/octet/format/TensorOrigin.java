package dev.octet.format;

import dev.octet.graph.Origin;
import dev.octet.onnx.TensorProto;
import dev.octet.tensor.Tensor;

/**
 * The message that a tensor was read from.
 *
 * @param message the message, data included, which shares its bytes with {@code tensor}
 * @param tensor what was read; an element that still holds this very object is unchanged
 */
record TensorOrigin(TensorProto message, Tensor tensor) implements Origin {
    /**
     * Whether an element that now holds {@code current} is unchanged. Comparing the elements would read all weights.
     */
    @SuppressWarnings("ReferenceEquality")
    boolean isOf(Tensor current) {
        return tensor == current;
    }

    @Override
    public String toString() {
        return "Origin[TensorProto]";
    }
}
