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

    /**
     * Data that is computed from other data when it is looked at, so that a large tensor can be written without ever
     * being in memory as a whole.
     *
     * @param unit bytes that are always computed together, such as those of one block of codes; the last unit may be
     *     shorter
     * @param computation gives the bytes
     * @throws IllegalArgumentException if {@code unit} is less than 1
     */
    static TensorData computed(long byteSize, int unit, Computation computation) {
        return new ComputedData(byteSize, unit, computation);
    }

    /** A pure function from a place in a tensor to the bytes there. Several threads call it at a time. */
    @FunctionalInterface
    interface Computation {
        /**
         * Fills the whole buffer, which is little-endian, with the bytes from {@code offset} on.
         *
         * @param offset a multiple of the unit; so is the buffer's length, except at the end of the data
         */
        void fill(long offset, ByteBuffer target);
    }
}
