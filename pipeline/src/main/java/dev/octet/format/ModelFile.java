package dev.octet.format;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The content of a model's file: small ones in memory, others mapped, so that weights take no heap. */
final class ModelFile {
    /** Below this a copy costs less than keeping the file mapped. */
    private static final long MAPPED_FROM = 1L << 24;

    private ModelFile() {}

    static ByteString content(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw OctetException.invalidModel(
                        "expected an ONNX model below 2 GiB, the limit of its format, got %d bytes".formatted(size));
            }
            return UnsafeByteOperations.unsafeWrap(
                    size < MAPPED_FROM
                            ? ByteBuffer.wrap(Files.readAllBytes(file))
                            : channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        }
    }
}
