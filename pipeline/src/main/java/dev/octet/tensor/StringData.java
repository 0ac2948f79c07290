package dev.octet.tensor;

import java.nio.ByteBuffer;
import java.util.List;

/** The elements of a string tensor; they have no raw form in ONNX, so they cannot be sliced. */
record StringData(List<ByteBuffer> elements) implements TensorData {
    StringData {
        elements = elements.stream().map(ByteBuffer::asReadOnlyBuffer).toList();
    }

    @Override
    public long byteSize() {
        return elements.stream().mapToLong(ByteBuffer::remaining).sum();
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        throw new UnsupportedOperationException("A string tensor has no raw bytes; read its strings() instead");
    }
}
