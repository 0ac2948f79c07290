package dev.octet;

import dev.octet.dynamic.DynamicQuantizer;
import dev.octet.dynamic.DynamicResult;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.place.PlacementSettings;
import dev.octet.prepare.Preparation;
import dev.octet.prepare.PreparationSettings;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.provenance.Provenance;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.SessionSettings;
import java.util.Optional;

/**
 * Quantizes a model without calibration data: weights now, activations whenever it runs.
 *
 * <p>Reads, prepares, rewrites, loads the result in ONNX Runtime, and only then writes it, whole or not at all.
 */
public final class DynamicQuantization {
    private DynamicQuantization() {}

    /** As {@link #quantize(DynamicQuantizationConfiguration, Progress, Cancellation)}, in silence. */
    public static DynamicQuantizationResult quantize(DynamicQuantizationConfiguration configuration) {
        return quantize(configuration, Progress.NONE, new Cancellation());
    }

    /**
     * Quantizes the configured model.
     *
     * @throws OctetException of kind CONFIGURATION if no node can be quantized; of kind INVALID_MODEL, FILE or RUNTIME
     *     if model, file or ONNX Runtime fail; of kind CANCELLED if asked to stop
     */
    public static DynamicQuantizationResult quantize(
            DynamicQuantizationConfiguration configuration, Progress progress, Cancellation cancellation) {
        long begun = System.nanoTime();
        ModelFiles.requireDistinct(configuration.model(), configuration.output());
        Model original = OnnxReader.read(configuration.model());
        Model prepared =
                Preparation.prepare(original, PreparationSettings.defaults()).model();
        Exclusions.requireKnown(
                PlacementSettings.defaults()
                        .withExcludedNodes(configuration.settings().excludedNodes())
                        .withExcludedOperators(configuration.settings().excludedOperators()),
                original,
                prepared);
        DynamicResult result = DynamicQuantizer.quantize(prepared, configuration.settings());
        if (result.quantizedNodes() == 0) {
            throw OctetException.configuration(
                    "Expected a model with nodes to quantize dynamically, got %s with none: %s"
                            .formatted(configuration.model(), firstRefusal(result)));
        }
        cancellation.check();
        Provenance provenance = SourceDigests.provenance(
                configuration.model(),
                original,
                false,
                Optional.empty(),
                configuration.target(),
                configuration.recipe());
        Model written = provenance.writtenTo(result.model());
        FusionReport fusion = FusionReport.of(written, SessionSettings.defaults());
        long bytes = ModelOutput.write(written, configuration.output(), progress, cancellation);
        return new DynamicQuantizationResult(
                configuration,
                result.trace(),
                fusion,
                provenance,
                ModelFiles.bytes(configuration.model(), original),
                bytes,
                (System.nanoTime() - begun) / 1e9);
    }

    private static String firstRefusal(DynamicResult result) {
        return result.trace().stream()
                .findFirst()
                .map(entry -> "%s: refused, since this does not hold: %s"
                        .formatted(entry.node(), entry.refusal().orElse("")))
                .orElse("no MatMul, Gemm, Gather, LSTM or Attention reads a constant");
    }
}
