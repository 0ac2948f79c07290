package dev.octet.run;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.inspect.StoredWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files of a float model and of what becomes of it. */
public final class ModelFiles {
    private ModelFiles() {}

    /**
     * Refuses to write over the model's own file, which its weights may be mapped from.
     *
     * @throws OctetException of kind CONFIGURATION if both are one file
     */
    public static void requireDistinct(Path model, Path output) {
        try {
            if (Files.exists(output) && Files.isSameFile(model, output)) {
                throw OctetException.configuration(
                        "Expected another file for the output, got the model's own file %s. Name another with --output."
                                .formatted(output));
            }
        } catch (IOException failure) {
            throw new OctetException(
                    Kind.FILE, "Cannot compare %s with %s: %s".formatted(model, output, failure), failure);
        }
    }

    /** Bytes of the model's own file and of what it takes from the data files beside it. */
    public static long bytes(Path file, Model model) {
        try {
            return Files.size(file) + StoredWeights.of(model).externalBytes();
        } catch (IOException failure) {
            throw new OctetException(Kind.FILE, "Cannot read the size of %s: %s".formatted(file, failure), failure);
        }
    }
}
