package dev.octet;

import dev.octet.codebook.CodebookQuantizer;
import dev.octet.codebook.CodebookResult;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.place.PlacementSettings;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.provenance.Provenance;
import dev.octet.run.Exclusions;
import dev.octet.run.LoadCheck;
import dev.octet.run.ModelFiles;
import dev.octet.run.ModelOutput;
import dev.octet.run.NothingChanged;
import dev.octet.run.SourceDigests;
import java.util.Optional;

/**
 * Makes codes into codebooks of a model's weights, without data: reads, finds the codebooks, tries, writes.
 *
 * <p>Codes go from file to file through a small buffer; what is written appears whole or not at all.
 */
public final class CodebookQuantization {
    /** The result is the same wherever it is made. */
    private static final String EVERY_TARGET = "any";

    private CodebookQuantization() {}

    /** As {@link #quantize(CodebookQuantizationConfiguration, Progress, Cancellation)}, in silence. */
    public static CodebookQuantizationResult quantize(CodebookQuantizationConfiguration configuration) {
        return quantize(configuration, Progress.NONE, new Cancellation());
    }

    /**
     * Replaces the weights of the configured model.
     *
     * @throws OctetException of kind CONFIGURATION if the settings do not fit the model or no weight can be replaced;
     *     of kind INVALID_MODEL, FILE or RUNTIME if model, file or ONNX Runtime fail; of kind CANCELLED if asked to
     *     stop
     */
    public static CodebookQuantizationResult quantize(
            CodebookQuantizationConfiguration configuration, Progress progress, Cancellation cancellation) {
        long begun = System.nanoTime();
        ModelFiles.requireDistinct(configuration.model(), configuration.output());
        Model original = OnnxReader.read(configuration.model());
        CodebookResult found = found(original, configuration);
        long floatBytes = ModelFiles.bytes(configuration.model(), original);
        LoadCheck check = LoadCheck.forBytes(floatBytes);
        Provenance provenance = SourceDigests.provenance(
                configuration.model(),
                original,
                !check.loads(),
                Optional.empty(),
                EVERY_TARGET,
                configuration.recipe());
        Model result = provenance.writtenTo(found.model());
        check.load(result);
        long bytes = ModelOutput.write(result, configuration.output(), progress, cancellation);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new CodebookQuantizationResult(
                configuration, found, provenance, floatBytes, bytes, check.loads(), seconds);
    }

    private static CodebookResult found(Model original, CodebookQuantizationConfiguration configuration) {
        Exclusions.requireKnown(
                PlacementSettings.defaults()
                        .withExcludedNodes(configuration.settings().excludedNodes()),
                original,
                original);
        CodebookResult found = CodebookQuantizer.quantize(original, configuration.settings());
        if (found.weights().isEmpty()) {
            throw NothingChanged.failure(
                    "weights to replace",
                    configuration.model(),
                    original,
                    found.trace(),
                    "no MatMul, Gemm, Gather or Conv reads a constant");
        }
        return found;
    }
}
