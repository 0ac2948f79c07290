package dev.octet.calibrate;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One file of a cache folder; it appears whole or not at all. A damaged one counts as none. */
final class CheckpointStore {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointStore.class);

    private final Path file;

    /**
     * The file for a key, in a folder that is made if it is not there.
     *
     * @param key SHA-256, in hexadecimal, of everything that the observed values depend on
     * @throws OctetException of kind FILE if the folder cannot be made
     */
    CheckpointStore(Path folder, String key) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE, "Cannot make the cache folder %s: %s".formatted(folder, failure.getMessage()), failure);
        }
        this.file = folder.resolve(key + ".calibration");
    }

    /** What was saved last, or {@link Checkpoint#NONE}. */
    Checkpoint load() {
        try {
            return CheckpointFormat.read(Files.readAllBytes(file));
        } catch (NoSuchFileException first) {
            return Checkpoint.NONE;
        } catch (IOException | RuntimeException damaged) {
            LOG.warn("Ignoring the damaged checkpoint {}: {}", file, damaged.getMessage());
            return Checkpoint.NONE;
        }
    }

    /**
     * Replaces what was saved.
     *
     * @throws OctetException of kind FILE if it cannot be written; what was saved before is still there
     */
    void save(Checkpoint checkpoint) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, CheckpointFormat.write(checkpoint));
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE,
                    "Cannot save what was seen so far in %s: %s".formatted(file, failure.getMessage()),
                    failure);
        }
    }
}
