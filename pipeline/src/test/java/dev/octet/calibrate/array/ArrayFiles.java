package dev.octet.calibrate.array;

import dev.octet.testing.TestFiles;
import java.nio.file.Path;

/** The files that {@code make.py} wrote with NumPy. */
final class ArrayFiles {
    private ArrayFiles() {}

    static Path path(String name) {
        return TestFiles.beside(ArrayFiles.class, name);
    }
}
