package dev.octet.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Bytes that are computed each time they are looked at.
 *
 * <p>A slice is computed in parts by all processors, so a writer that takes one large slice after the other keeps them
 * busy without a thread of its own.
 */
record ComputedData(long byteSize, int unit, TensorData.Computation computation) implements TensorData {
    /** Bytes that one processor computes at a time: far more than handing them out costs. */
    private static final int PART = 1 << 18;

    ComputedData {
        if (unit < 1) {
            throw new IllegalArgumentException("Expected units of 1 byte or more, got %d".formatted(unit));
        }
        Objects.requireNonNull(computation);
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        Objects.checkFromIndexSize(offset, (long) length, byteSize);
        if (length == 0) {
            return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
        }
        long first = offset / unit * unit;
        int wholeLength = Math.toIntExact(Math.min(byteSize, roundedUp(offset + length, unit)) - first);
        ByteBuffer whole = ByteBuffer.allocate(wholeLength);
        int part = (int) roundedUp(Math.min(PART, wholeLength), unit);
        IntStream.range(0, (wholeLength + part - 1) / part).parallel().forEach(index -> {
            int start = index * part;
            ByteBuffer place = whole.slice(start, Math.min(part, wholeLength - start));
            computation.fill(first + start, place.order(ByteOrder.LITTLE_ENDIAN));
        });
        return whole.slice((int) (offset - first), length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static long roundedUp(long bytes, int unit) {
        return (bytes + unit - 1) / unit * unit;
    }
}
