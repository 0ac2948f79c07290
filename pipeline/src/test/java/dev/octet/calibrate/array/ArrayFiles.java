package dev.octet.calibrate.array;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** The files that {@code make.py} wrote with NumPy. */
final class ArrayFiles {
    private ArrayFiles() {}

    static Path path(String name) {
        URL found = ArrayFiles.class.getResource(name);
        if (found == null) {
            throw new IllegalArgumentException("No test file " + name);
        }
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
