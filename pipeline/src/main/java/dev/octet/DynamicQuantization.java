package dev.octet;

import dev.octet.dynamic.DynamicQuantizer;
import dev.octet.dynamic.DynamicResult;
import dev.octet.dynamic.Tamed;
import dev.octet.dynamic.Taming;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.place.PlacementSettings;
import dev.octet.prepare.Preparation;
import dev.octet.prepare.PreparationSettings;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.provenance.Provenance;
import dev.octet.run.Exclusions;
import dev.octet.run.ModelFiles;
import dev.octet.run.ModelOutput;
import dev.octet.run.NothingChanged;
import dev.octet.run.SourceDigests;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.SessionSettings;
import java.util.Optional;

/**
 * Quantizes a model without calibration data: weights now, activations whenever it runs.
 *
 * <p>Reads, prepares, rewrites, loads the result in ONNX Runtime, and only then writes it, whole or not at all.
 */
public final class DynamicQuantization {
    /** Running a larger float model could take more memory than there is. */
    private static final long MOST_BYTES_RUN = 1L << 30;

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
        Prepared prepared =
                Preparation.prepare(original, PreparationSettings.defaults().withSeparateBiases(false));
        Exclusions.requireKnown(
                PlacementSettings.defaults()
                        .withExcludedNodes(configuration.settings().excludedNodes())
                        .withExcludedOperators(configuration.settings().excludedOperators()),
                original,
                prepared.model());
        long floatBytes = ModelFiles.bytes(configuration.model(), original);
        Tamed tamed = tamed(prepared, floatBytes, configuration);
        cancellation.check();
        DynamicResult result = DynamicQuantizer.quantize(tamed, configuration.settings());
        requireAny(result, original, configuration);
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
                prepared,
                tamed.note().stream().toList(),
                result.trace(),
                fusion,
                provenance,
                floatBytes,
                bytes,
                (System.nanoTime() - begun) / 1e9);
    }

    private static Tamed tamed(Prepared prepared, long floatBytes, DynamicQuantizationConfiguration configuration) {
        return floatBytes > MOST_BYTES_RUN
                ? Tamed.unchanged(prepared.model())
                        .noting("outliers were not looked for, since the float model has more than 1 GiB")
                : Taming.of(prepared, configuration.settings());
    }

    private static void requireAny(
            DynamicResult result, Model original, DynamicQuantizationConfiguration configuration) {
        if (result.quantizedNodes() == 0) {
            throw NothingChanged.failure(
                    "nodes to quantize dynamically",
                    configuration.model(),
                    original,
                    result.trace(),
                    "no MatMul, Gemm, Gather, LSTM or Attention reads a constant");
        }
    }
}
