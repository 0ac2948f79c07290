package dev.octet.format;

import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Data of any size that needs no memory: byte {@code i} is {@code i mod 251}. Refuses to be asked for more than 16 MiB
 * at a time, as whoever writes a model has to stay within a bounded heap.
 */
record HugeData(long byteSize) implements TensorData {
    private static final int LARGEST_SLICE = 1 << 24;

    static byte at(long position) {
        return (byte) (position % 251);
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        if (length > LARGEST_SLICE) {
            throw new IllegalArgumentException("Expected slices of at most 16 MiB, got " + length);
        }
        ByteBuffer slice = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            slice.put(i, at(offset + i));
        }
        return slice.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
