package dev.octet;

import dev.octet.calibrate.SampleDigests;
import dev.octet.calibrate.data.DataSource;
import dev.octet.format.FileDigest;
import dev.octet.graph.Model;
import dev.octet.inspect.Inspection;
import dev.octet.provenance.Provenance;
import dev.octet.provenance.Recipe;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Digests of everything that a quantized model was made from. */
final class SourceDigests {
    private SourceDigests() {}

    /**
     * The provenance of a model that this configuration and these samples lead to.
     *
     * @param original the float model as it was read from the configured file
     * @param samples the digest of the samples that ranges were found from, if there were any
     * @throws dev.octet.error.OctetException of kind FILE if a file cannot be read again
     */
    static Provenance provenance(StaticQuantizationConfiguration configuration, Model original, Optional<String> samples) {
        return Provenance.ofThisProgram(
                FileDigest.sha256(List.of(configuration.model())),
                ofDataFiles(configuration.model(), original),
                samples,
                configuration.target().name(),
                configuration.recipe());
    }

    /**
     * The provenance of a model that is made without calibration.
     *
     * @param samples the samples that it was made from otherwise
     * @param large whether the data files are too large to be read once more for their digest
     */
    static Provenance provenance(
            Path file, Model original, boolean large, Optional<DataSource> samples, String target, Recipe recipe) {
        return Provenance.ofThisProgram(
                FileDigest.sha256(List.of(file)),
                large ? Optional.empty() : ofDataFiles(file, original),
                samples.map(SampleDigests::of),
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
