package dev.octet.prepare.opset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** The lines of a text file that stands beside the tests of this package. */
final class ResourceLines {
    private ResourceLines() {}

    /** Without empty lines and those that start with {@code #}. */
    static List<String> of(String name) {
        try (InputStream file =
                Objects.requireNonNull(ResourceLines.class.getResourceAsStream(name), "no file " + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
