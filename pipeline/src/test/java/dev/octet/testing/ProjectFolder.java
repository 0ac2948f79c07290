package dev.octet.testing;

import java.nio.file.Files;
import java.nio.file.Path;

/** The root of the checkout, from whatever folder the tests run in. */
public final class ProjectFolder {
    private ProjectFolder() {}

    /** The folder that holds the parent POM. */
    public static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve(".mvn"))) {
                return folder;
            }
        }
        throw new IllegalStateException("Expected a folder with .mvn at or above '" + start
                + "', found none. Run the tests inside the checkout of the project.");
    }
}
