package dev.octet.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Assumptions;

/**
 * Real models and data that are too large to ship with the project.
 *
 * <p>The folder is the system property {@code octet.shared}, else {@code ../shared} beside the project. Most checkouts
 * have none: a test that needs it is skipped and says so.
 */
public final class SharedFolder {
    private static final String PROPERTY = "octet.shared";
    private static final Set<String> REPORTED = ConcurrentHashMap.newKeySet();

    private SharedFolder() {}

    /** The folder, if there is one. */
    public static Optional<Path> find() {
        return find(System.getProperty(PROPERTY, ""), ProjectFolder.root());
    }

    /**
     * A file or folder of the shared folder, for a test that can do nothing without it: where it is absent, the test is
     * skipped with a message.
     *
     * @param relative the path inside the shared folder, such as {@code models/resnet50.onnx}
     */
    public static Path require(String relative) {
        Optional<Path> path = find().map(folder -> folder.resolve(relative)).filter(Files::exists);
        if (path.isEmpty()) {
            skip("Skipped: needs '" + relative + "' of the shared folder, which is "
                    + find().map(Path::toString).orElse("absent") + ". Give it with -D" + PROPERTY + "=FOLDER.");
        }
        return path.orElseThrow();
    }

    static Optional<Path> find(String named, Path projectRoot) {
        if (named.isBlank()) {
            return Optional.of(projectRoot.resolveSibling("shared")).filter(Files::isDirectory);
        }
        Path folder = Path.of(named);
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException("Expected the system property " + PROPERTY + " to name a folder, found '"
                    + named + "'. Correct it, or leave it out.");
        }
        return Optional.of(folder);
    }

    private static void skip(String message) {
        // Maven shows how many tests were skipped, but not why; once a file is enough.
        if (REPORTED.add(message)) {
            System.err.println(message);
        }
        Assumptions.abort(message);
    }
}
