package dev.octet.tensor;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;

/**
 * The bytes of a tensor, in ONNX's raw form: little-endian, elements in row-major order, types below a byte packed.
 *
 * <p>Immutable and safe to share between threads. May be larger than 2 GiB, so it is read in slices.
 */
public interface TensorData {
    /** Number of bytes. */
    long byteSize();

    /**
     * A read-only, little-endian view of {@code length} bytes from {@code offset}, with position 0 and limit
     * {@code length}.
     *
     * @throws IndexOutOfBoundsException if the slice leaves the data
     */
    ByteBuffer slice(long offset, int length);

    /** The whole data as one slice; fails above 2 GiB. */
    default ByteBuffer buffer() {
        return slice(0, Math.toIntExact(byteSize()));
    }

    /** Data on the heap, not copied: the caller gives up the buffer. Its content from position to limit is taken. */
    static TensorData ofBuffer(ByteBuffer buffer) {
        return new BufferData(List.of(buffer.slice().asReadOnlyBuffer()), buffer.remaining());
    }

    /** Data on the heap, not copied: the caller gives up the array. */
    static TensorData ofBytes(byte[] bytes) {
        return ofBuffer(ByteBuffer.wrap(bytes));
    }

    /**
     * Data mapped from a file, read only when looked at.
     *
     * @throws java.io.UncheckedIOException if the file cannot be mapped
     * @throws IndexOutOfBoundsException if the file is shorter than {@code offset + length}
     */
    static TensorData map(Path file, long offset, long length) {
        return MappedFile.map(file, offset, length);
    }
}
