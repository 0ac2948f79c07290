package dev.octet.tensor;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Builds tensor data on the heap from front to back, of any size. */
public final class TensorDataWriter {
    private final long byteSize;
    private final int segmentSize;
    private final List<ByteBuffer> segments = new ArrayList<>();
    private long written;

    /** A writer of exactly {@code byteSize} bytes; the memory is taken at once. */
    public TensorDataWriter(long byteSize) {
        this(byteSize, BufferData.SEGMENT);
    }

    /** For tests, which cannot afford segments of the real size. */
    TensorDataWriter(long byteSize, int segmentSize) {
        this.byteSize = byteSize;
        this.segmentSize = segmentSize;
        for (long done = 0; done < byteSize || segments.isEmpty(); done += segmentSize) {
            segments.add(ByteBuffer.allocate((int) Math.min(segmentSize, byteSize - done)));
        }
    }

    /**
     * Appends the first {@code count} bytes of an array.
     *
     * @throws IndexOutOfBoundsException if they do not fit
     */
    public void put(byte[] bytes, int count) {
        if (count > byteSize - written) {
            throw new IndexOutOfBoundsException(
                    "Expected at most %d more bytes, got %d".formatted(byteSize - written, count));
        }
        int done = 0;
        while (done < count) {
            ByteBuffer segment = segments.get((int) (written / segmentSize));
            int part = Math.min(count - done, segment.remaining());
            segment.put(bytes, done, part);
            done += part;
            written += part;
        }
    }

    /**
     * The data; the writer must not be used again.
     *
     * @throws IllegalStateException if bytes are missing
     */
    public TensorData finish() {
        return new BufferData(finishedSegments(), byteSize);
    }

    List<ByteBuffer> finishedSegments() {
        if (written != byteSize) {
            throw new IllegalStateException("Expected %d bytes, got %d".formatted(byteSize, written));
        }
        return segments.stream()
                .map(segment -> segment.flip().asReadOnlyBuffer())
                .toList();
    }
}
