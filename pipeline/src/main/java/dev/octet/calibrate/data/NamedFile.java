package dev.octet.calibrate.data;

import java.nio.file.Path;

/**
 * A file of samples.
 *
 * @param name how to name it to a person: relative to the folder, with {@code /}
 * @param path where it is
 */
record NamedFile(String name, Path path) {
    /** The folder part of the name; empty at the top. */
    String group() {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? "" : name.substring(0, slash);
    }
}
