package dev.octet.tensor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Maps a part of a file into segments that {@link BufferData} can hold. */
final class MappedFile {
    private MappedFile() {}

    static TensorData map(Path file, long offset, long length) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (offset < 0 || length < 0 || offset > channel.size() - length) {
                throw new IndexOutOfBoundsException("Expected %d bytes from byte %d of %s, which has %d bytes"
                        .formatted(length, offset, file, channel.size()));
            }
            List<ByteBuffer> segments = new ArrayList<>();
            for (long done = 0; done < length || segments.isEmpty(); done += BufferData.SEGMENT) {
                long size = Math.min(BufferData.SEGMENT, length - done);
                segments.add(channel.map(FileChannel.MapMode.READ_ONLY, offset + done, size));
            }
            return new BufferData(segments, length);
        } catch (IOException failure) {
            throw new UncheckedIOException("Cannot map " + file, failure);
        }
    }
}
