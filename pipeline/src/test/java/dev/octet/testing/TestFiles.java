package dev.octet.testing;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Files that lie among the tests' resources. */
public final class TestFiles {
    private TestFiles() {}

    /**
     * A file that lies beside a class.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    public static Path beside(Class<?> test, String name) {
        URL found = test.getResource(name);
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
