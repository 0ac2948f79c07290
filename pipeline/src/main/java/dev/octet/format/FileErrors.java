package dev.octet.format;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Says in one line why a file could not be read or written. */
final class FileErrors {
    private FileErrors() {}

    static OctetException unreadable(Path file, Exception failure) {
        return new OctetException(Kind.FILE, "Cannot read %s: %s".formatted(file, reason(failure)), failure);
    }

    static OctetException unwritable(Path file, IOException failure) {
        if (failure instanceof ClosedByInterruptException) {
            return new OctetException(Kind.CANCELLED, "Writing %s was stopped".formatted(file), failure);
        }
        return new OctetException(Kind.FILE, "Cannot write %s: %s".formatted(file, reason(failure)), failure);
    }

    private static String reason(Exception failure) {
        if (failure instanceof UncheckedIOException wrapped && wrapped.getCause() != null) {
            return reason(wrapped.getCause());
        }
        if (failure instanceof NoSuchFileException) {
            return "no such file or folder";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileSystemException known && known.getReason() != null) {
            return known.getReason();
        }
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
