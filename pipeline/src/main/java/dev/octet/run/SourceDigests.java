package dev.octet.run;

import dev.octet.format.FileDigest;
import dev.octet.graph.Model;
import dev.octet.inspect.Inspection;
import dev.octet.provenance.Provenance;
import dev.octet.provenance.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Digests of everything that a quantized model was made from. */
public final class SourceDigests {
    private SourceDigests() {}

    /**
     * The provenance of a model that is made from a file and perhaps from samples.
     *
     * @param original the float model as it was read from the file
     * @param large whether the data files are too large to be read once more for their digest
     * @param samples the digest of the samples that it was made with, if there were any
     * @param target the name of the target that it was made for
     * @throws dev.octet.error.OctetException of kind FILE if a file cannot be read again
     */
    public static Provenance provenance(
            Path file, Model original, boolean large, Optional<String> samples, String target, Recipe recipe) {
        return Provenance.ofThisProgram(
                FileDigest.sha256(List.of(file)),
                large ? Optional.empty() : ofDataFiles(file, original),
                samples,
                target,
                recipe);
    }

    private static Optional<String> ofDataFiles(Path file, Model original) {
        List<Path> dataFiles = Inspection.of(original).weights().externalFiles().keySet().stream()
                .sorted()
                .map(file::resolveSibling)
                .toList();
        return dataFiles.isEmpty() ? Optional.empty() : Optional.of(FileDigest.sha256(dataFiles));
    }
}
