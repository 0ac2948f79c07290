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
import dev.octet.run.ModelFiles;
import dev.octet.run.ModelOutput;
import dev.octet.run.QuantizedBefore;
import dev.octet.run.SourceDigests;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import java.util.Optional;

/**
 * Makes codes into codebooks of a model's weights, without data: reads, finds the codebooks, tries, writes.
 *
 * <p>Codes go from file to file through a small buffer; what is written appears whole or not at all.
 */
public final class CodebookQuantization {
    /** ONNX Runtime holds a model's weights in memory more than once while it loads it. */
    private static final long LARGEST_TRIED = 1L << 30;

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
        boolean large = floatBytes > LARGEST_TRIED;
        Provenance provenance = SourceDigests.provenance(
                configuration.model(), original, large, Optional.empty(), EVERY_TARGET, configuration.recipe());
        Model result = provenance.writtenTo(found.model());
        if (!large) {
            Session.open(result, SessionSettings.defaults()).close();
        }
        long bytes = ModelOutput.write(result, configuration.output(), progress, cancellation);
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new CodebookQuantizationResult(configuration, found, provenance, floatBytes, bytes, !large, seconds);
    }

    private static CodebookResult found(Model original, CodebookQuantizationConfiguration configuration) {
        Exclusions.requireKnown(
                PlacementSettings.defaults()
                        .withExcludedNodes(configuration.settings().excludedNodes()),
                original,
                original);
        CodebookResult found = CodebookQuantizer.quantize(original, configuration.settings());
        if (found.weights().isEmpty()) {
            throw OctetException.configuration("Expected a model with weights to replace, got %s with none: %s%s"
                    .formatted(configuration.model(), firstRefusal(found), QuantizedBefore.hint(original)));
        }
        return found;
    }

    private static String firstRefusal(CodebookResult found) {
        return found.trace().stream()
                .findFirst()
                .map(entry -> "%s: refused, since this does not hold: %s"
                        .formatted(entry.node(), entry.refusal().orElse("")))
                .orElse("no MatMul, Gemm, Gather or Conv reads a constant");
    }
}
