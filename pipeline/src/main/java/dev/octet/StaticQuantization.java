package dev.octet;

import dev.octet.StaticQuantizationResult.LeftFloat;
import dev.octet.StaticQuantizationResult.Outcome;
import dev.octet.StaticQuantizationResult.Quantized;
import dev.octet.StaticQuantizationResult.Refused;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.SampleDigests;
import dev.octet.calibrate.data.DataSource;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import dev.octet.place.Plan;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import dev.octet.run.ModelFiles;
import dev.octet.run.SourceDigests;
import dev.octet.staticrange.BodyResult;
import dev.octet.staticrange.StaticQuantizer;
import dev.octet.staticrange.StaticResult;
import dev.octet.staticrange.StaticSettings;
import java.util.List;
import java.util.Optional;

/**
 * Quantizes a model's file with ranges that samples show: reads, prepares, plans, calibrates, rewrites, verifies,
 * writes.
 *
 * <p>Nothing is written before the quantized model has been loaded and run by ONNX Runtime, and then it appears whole.
 * The same model, data and configuration give the same bytes.
 */
public final class StaticQuantization {
    private final StaticQuantizationConfiguration configuration;
    private final Progress progress;

    private StaticQuantization(StaticQuantizationConfiguration configuration, Progress progress) {
        this.configuration = configuration;
        this.progress = progress;
    }

    /** As {@link #quantize(StaticQuantizationConfiguration, Progress)}, in silence. */
    public static StaticQuantizationResult quantize(StaticQuantizationConfiguration configuration) {
        return quantize(configuration, Progress.NONE);
    }

    /**
     * Quantizes the configured model.
     *
     * @return what became of it; in strict mode possibly {@link Refused}, with which nothing is written and which
     *     {@link StaticQuantizationResult#requireWritten()} turns into a failure
     * @throws OctetException of the kind that tells whose fault it is: the model's, the data's, the configuration's, a
     *     file's, or ONNX Runtime's
     */
    public static StaticQuantizationResult quantize(StaticQuantizationConfiguration configuration, Progress progress) {
        return new StaticQuantization(configuration, progress).run();
    }

    private StaticQuantizationResult run() {
        long begun = System.nanoTime();
        StaticSettings settings = configuration.settings();
        ModelFiles.requireDistinct(configuration.model(), configuration.output());
        Model original = OnnxReader.read(configuration.model());
        SourceDigests digests = SourceDigests.begin(configuration.model(), original);
        DataSource data = configuration
                .data()
                .apply(settings.calibration().sampleInputs(original.graph().requiredInputs()));
        StaticResult result = StaticQuantizer.quantize(original, settings, data, progress);
        Outcome made = result.quantized()
                .<Outcome>map(quantized -> quantized(digests, quantized, result.bodies(), data))
                .orElseGet(() -> new LeftFloat(result.reason()));
        Prepared prepared = result.prepared();
        Plan plan = result.plan();
        Outcome outcome = settings.refinement().strict()
                ? StrictMode.check(prepared.model().graph(), plan, result.bodies(), made)
                : made;
        long bytes = write(outcome, original);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long floatBytes = ModelFiles.bytes(configuration.model(), original);
        return new StaticQuantizationResult(
                configuration, prepared, plan, result.bodies(), outcome, floatBytes, bytes, seconds);
    }

    private long write(Outcome outcome, Model original) {
        if (outcome instanceof Refused) {
            return 0;
        }
        Model written = outcome instanceof Quantized quantized ? quantized.model() : original;
        return OnnxWriter.write(written, configuration.output());
    }

    private Quantized quantized(
            SourceDigests digests, StaticResult.Quantized made, List<BodyResult> bodies, DataSource data) {
        return new Quantized(
                made.calibration(),
                made.estimates(),
                made.inserted(),
                made.fusion(),
                digests.provenance(
                        samples(made.calibration(), bodies, data),
                        configuration.settings().target().name(),
                        configuration.recipe()));
    }

    /** The digest of the samples, if only bodies were calibrated with them too. */
    private static Optional<String> samples(CalibrationResult calibration, List<BodyResult> bodies, DataSource data) {
        if (calibration.samples() > 0) {
            return Optional.of(calibration.digest());
        }
        boolean isUsed = bodies.stream()
                .flatMap(body -> body.quantized().stream())
                .anyMatch(body -> body.calibration().samples() > 0);
        return isUsed ? Optional.of(SampleDigests.of(data)) : Optional.empty();
    }
}
