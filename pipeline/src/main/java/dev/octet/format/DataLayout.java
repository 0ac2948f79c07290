package dev.octet.format;

import dev.octet.graph.Model;
import dev.octet.tensor.TensorData;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The content of a file beside the model: which weights are in it and where.
 *
 * <p>Small weights stay in the model, as ONNX Runtime needs the content of some (shapes, axes) before it looks at
 * external data. Large ones start at a page, as it maps them.
 */
final class DataLayout implements Placement {
    private static final long SMALLEST = 1024;
    private static final long LARGE = 1 << 20;
    private static final int PAGE = 4096;
    private static final int VECTOR = 64;

    private final String file;
    private final List<TensorData> weights;
    private final IdentityHashMap<TensorData, Location> locations = new IdentityHashMap<>();
    private long end;

    DataLayout(Model model, String file) {
        this.file = file;
        weights = Weights.of(model).stream()
                .filter(data -> data.byteSize() >= SMALLEST)
                .toList();
        weights.forEach(this::place);
    }

    private void place(TensorData data) {
        long size = data.byteSize();
        long alignment = size >= LARGE ? PAGE : VECTOR;
        long offset = (end + alignment - 1) / alignment * alignment;
        locations.put(data, new Location(file, offset, size));
        end = offset + size;
    }

    @Override
    public Optional<Location> of(TensorData data) {
        return Optional.ofNullable(locations.get(data));
    }

    /** Bytes of the file. */
    long size() {
        return end;
    }

    boolean isEmpty() {
        return weights.isEmpty();
    }

    /** Writes the file, in pieces. */
    void writeTo(WritableByteChannel channel) throws IOException {
        long position = 0;
        for (TensorData data : weights) {
            Location location = of(data).orElseThrow();
            writeAll(channel, ByteBuffer.allocate((int) (location.offset() - position)));
            RawBytes.forEach(data, piece -> writeAll(channel, piece));
            position = location.offset() + location.length();
        }
    }

    private static void writeAll(WritableByteChannel channel, ByteBuffer piece) throws IOException {
        while (piece.hasRemaining()) {
            channel.write(piece);
        }
    }
}
