package dev.octet.runtime;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;

/** One output tensor of a run, valid only inside the call of {@link OutputReader} that it is given to. */
public interface OutputView {
    /** The element type. */
    ElementType elementType();

    /** The dimensions of this run. */
    Shape shape();

    /**
     * The elements in row-major order, little-endian, position 0, limit the number of bytes.
     *
     * <p>Mostly a direct buffer that ONNX Runtime itself wrote to, reused by the next run: never keep it.
     *
     * @throws UnsupportedOperationException for strings, which have no bytes in a row; see {@link #toTensor()}
     */
    ByteBuffer buffer();

    /** A copy that stays valid. */
    Tensor toTensor();
}
