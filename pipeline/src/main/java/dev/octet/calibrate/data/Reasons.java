package dev.octet.calibrate.data;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** One line of text for a failure. */
final class Reasons {
    private Reasons() {}

    static String of(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "it is not there any more";
        }
        if (failure instanceof AccessDeniedException) {
            return "its permissions forbid reading it";
        }
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
