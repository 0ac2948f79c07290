package dev.octet.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Objects;

/** Data held in consecutive buffers; all but the last hold exactly {@link #SEGMENT} bytes. */
record BufferData(List<ByteBuffer> segments, long byteSize) implements TensorData {
    /** Bytes of a full segment: a power of two well under the 2 GiB that one buffer can hold. */
    static final int SEGMENT = 1 << 30;

    BufferData {
        segments = List.copyOf(segments);
    }

    @Override
    public ByteBuffer slice(long offset, int length) {
        Objects.checkFromIndexSize(offset, (long) length, byteSize);
        if (segments.size() == 1) {
            return view(0, (int) offset, length);
        }
        int first = (int) (offset / SEGMENT);
        int start = (int) (offset % SEGMENT);
        if (length == 0 || start + (long) length <= SEGMENT) {
            return length == 0 ? ByteBuffer.allocate(0) : view(first, start, length);
        }
        return joined(first, start, length);
    }

    private ByteBuffer view(int segment, int start, int length) {
        return segments.get(segment).slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** A slice across the seam of two segments has to be copied. */
    private ByteBuffer joined(int first, int start, int length) {
        ByteBuffer copy = ByteBuffer.allocate(length);
        int segment = first;
        int position = start;
        while (copy.hasRemaining()) {
            int part = Math.min(copy.remaining(), SEGMENT - position);
            copy.put(view(segment, position, part));
            segment++;
            position = 0;
        }
        return copy.flip().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
