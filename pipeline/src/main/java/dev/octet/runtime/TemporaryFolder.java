package dev.octet.runtime;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that goes away, with all it holds, when it is closed.
 *
 * @param path where it is
 */
public record TemporaryFolder(Path path) implements AutoCloseable {
    /**
     * A new, empty folder.
     *
     * @throws OctetException of kind FILE if there is no room for one
     */
    public static TemporaryFolder create() {
        try {
            return new TemporaryFolder(Files.createTempDirectory("octet-"));
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE,
                    "Cannot make a temporary folder in %s: %s. Set java.io.tmpdir to a folder with room."
                            .formatted(System.getProperty("java.io.tmpdir"), failure.getMessage()),
                    failure);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> found = Files.walk(path)) {
            List<Path> deepestFirst = found.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE,
                    "Cannot remove the temporary folder %s: %s".formatted(path, failure.getMessage()),
                    failure);
        }
    }
}
