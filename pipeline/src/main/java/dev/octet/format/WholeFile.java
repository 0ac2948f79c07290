package dev.octet.format;

import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Writes small files, such as reports, the way that models are written: they appear whole or not at all. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Writes a file, or replaces it.
     *
     * @throws OctetException of kind {@link dev.octet.error.Kind#FILE} if it cannot be written; whatever was there
     *     before is then still there
     */
    public static void write(Path file, byte[] content) {
        if (file.getFileName() == null) {
            throw OctetException.configuration("Expected the name of a file to write, got '%s'".formatted(file));
        }
        try (WholeFiles files = new WholeFiles()) {
            files.write(file, channel -> {
                ByteBuffer remaining = ByteBuffer.wrap(content);
                while (remaining.hasRemaining()) {
                    channel.write(remaining);
                }
            });
            files.publish();
        } catch (IOException failure) {
            throw FileErrors.unwritable(file, failure);
        }
    }
}
