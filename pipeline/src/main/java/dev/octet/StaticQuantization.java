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
import dev.octet.graph.Names;
import dev.octet.insert.Inserted;
import dev.octet.place.Plan;
import dev.octet.place.QuantizedForm;
import dev.octet.prepare.Preparation;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import dev.octet.run.Exclusions;
import dev.octet.run.ModelFiles;
import dev.octet.run.SourceDigests;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.SessionSettings;
import dev.octet.smooth.Smoothing;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Quantizes a model: reads, prepares, plans, calibrates, rewrites, verifies, writes.
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
        requireFittingForm();
        ModelFiles.requireDistinct(configuration.model(), configuration.output());
        Model original = OnnxReader.read(configuration.model());
        DataSource data = configuration
                .data()
                .apply(configuration.calibration().sampleInputs(original.graph().requiredInputs()));
        Map<String, Tensor> constants = configuration.calibration().constants();
        boolean isForOnnxRuntime = configuration.target().conventions().onnxRuntime();
        Prepared plain =
                Preparation.prepare(original, configuration.preparation().withForOnnxRuntime(isForOnnxRuntime));
        Prepared smooth = Smoothing.smooth(
                plain, data, constants, () -> PlannedCalibration.quantized(plain, configuration, data));
        Exclusions.requireKnown(configuration.placement(), original, smooth.model());
        GraphQuantizer quantizer = new GraphQuantizer(Names.of(smooth.model()), progress);
        GraphQuantizer.Whole whole = quantizer.quantize(original, smooth, configuration, data);
        List<BodyResult> bodies = quantizer.bodies();
        Outcome made = whole.isQuantized()
                ? quantized(original, whole, bodies, data)
                : new LeftFloat(whole.attempt().reason());
        Prepared prepared = whole.attempt().prepared();
        Plan plan = whole.attempt().plan();
        Outcome outcome = configuration.refinement().strict()
                ? StrictMode.check(prepared.model().graph(), plan, bodies, made)
                : made;
        long bytes = write(outcome, original);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long floatBytes = ModelFiles.bytes(configuration.model(), original);
        return new StaticQuantizationResult(configuration, prepared, plan, bodies, outcome, floatBytes, bytes, seconds);
    }

    private long write(Outcome outcome, Model original) {
        if (outcome instanceof Refused) {
            return 0;
        }
        Model written = outcome instanceof Quantized quantized ? quantized.model() : original;
        return OnnxWriter.write(written, configuration.output());
    }

    /** Proves that the quantized model runs, and puts together what there is to tell of it. */
    private Quantized quantized(Model original, GraphQuantizer.Whole whole, List<BodyResult> bodies, DataSource data) {
        Verification.verify(whole.model(), data, configuration.calibration());
        Optional<Attempt.Done> done = whole.attempt().done();
        CalibrationResult calibration =
                done.map(own -> own.chosen().calibration()).orElseGet(CalibrationResult::ofNothing);
        Inserted own = done.map(found -> found.inserted(configuration))
                .orElseGet(() -> new Inserted(whole.model(), Map.of(), List.of()));
        return new Quantized(
                calibration,
                done.map(found -> found.chosen().estimates()).orElseGet(Map::of),
                new Inserted(whole.model(), own.activations(), own.constants()),
                done.map(found -> found.draft().fusion())
                        .orElseGet(() -> FusionReport.of(whole.model(), SessionSettings.defaults())),
                SourceDigests.provenance(
                        configuration.model(),
                        original,
                        false,
                        samples(calibration, bodies, data),
                        configuration.target().name(),
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

    private void requireFittingForm() {
        boolean isElsewhere = !configuration.target().conventions().onnxRuntime();
        if (isElsewhere && configuration.placement().form() == QuantizedForm.QOPERATOR) {
            throw OctetException.configuration(
                    "Expected --format qdq for the target %s, which reads DequantizeLinear and QuantizeLinear; got qoperator, operators of ONNX Runtime"
                            .formatted(configuration.target()));
        }
    }
}
