package dev.octet.format;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Files that appear whole or not at all: written under temporary names in the folder they belong to, flushed to the
 * disk, then renamed. Whatever goes wrong, also an end of the process from outside, what is left is removed.
 *
 * <p>Replacing a file leaves its old content to those who have it mapped, so a model may be written over the very files
 * that its weights come from.
 */
final class WholeFiles implements AutoCloseable {
    /** Writes the content of one file. */
    interface Content {
        void writeTo(FileChannel channel) throws IOException;
    }

    private final List<Renaming> written = new ArrayList<>();
    private final Thread atExit = new Thread(this::removeTemporaries, "octet-remove-temporary-files");

    WholeFiles() {
        try {
            Runtime.getRuntime().addShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            throw new OctetException(Kind.CANCELLED, "Nothing was written, as the process is ending", ending);
        }
    }

    /** Writes one file, not yet under its name; answers its size. */
    long write(Path target, Content content) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new FileSystemException(target.toString(), null, "it exists and is no plain file");
        }
        Path temporary = temporaryBeside(target);
        remember(new Renaming(temporary, target));
        try (FileChannel channel =
                FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            content.writeTo(channel);
            channel.force(true);
            return channel.size();
        }
    }

    /** A new name in the same folder. Files.createTempFile would make a file that only its owner can read. */
    static Path temporaryBeside(Path target) {
        return target.resolveSibling(".octet-" + UUID.randomUUID() + ".tmp");
    }

    /** Gives all files their names, or none. An end of the process waits for it. */
    synchronized void publish() throws IOException {
        Renaming.all(written);
        for (Renaming file : written) {
            flushFolder(file.to().toAbsolutePath().resolveSibling(""));
        }
    }

    /** Makes the new names survive a power failure; not every system can, and then there is nothing to be done. */
    private static void flushFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notSupported) {
            // The files themselves are on the disk.
        }
    }

    private synchronized void remember(Renaming file) {
        written.add(file);
    }

    private synchronized void removeTemporaries() {
        for (Renaming file : written) {
            try {
                Files.deleteIfExists(file.from());
            } catch (IOException failure) {
                // The error that led here says what is wrong with the folder.
            }
        }
    }

    @Override
    public void close() {
        removeTemporaries();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException ending) {
            // The process ends, and the hook runs.
        }
    }
}
