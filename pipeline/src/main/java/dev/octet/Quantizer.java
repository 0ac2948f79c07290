package dev.octet;

import dev.octet.QuantizationResult.LeftFloat;
import dev.octet.QuantizationResult.Outcome;
import dev.octet.QuantizationResult.Quantized;
import dev.octet.QuantizationResult.Refused;
import dev.octet.calibrate.data.DataSource;
import dev.octet.error.OctetException;
import dev.octet.format.OnnxReader;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import dev.octet.insert.Inserted;
import dev.octet.insert.QOperatorForm;
import dev.octet.place.Plan;
import dev.octet.place.QuantizedForm;
import dev.octet.prepare.Preparation;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import dev.octet.provenance.Provenance;
import dev.octet.refine.Draft;
import dev.octet.refine.Refined;
import dev.octet.smooth.Equalization;
import dev.octet.smooth.Smoothing;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Quantizes a model: reads, prepares, plans, calibrates, rewrites, verifies, writes.
 *
 * <p>Nothing is written before the quantized model has been loaded and run by ONNX Runtime, and then it appears whole.
 * The same model, data and configuration give the same bytes.
 */
public final class Quantizer {
    private final QuantizerConfiguration configuration;
    private final Progress progress;

    private Quantizer(QuantizerConfiguration configuration, Progress progress) {
        this.configuration = configuration;
        this.progress = progress;
    }

    /**
     * Quantizes the configured model.
     *
     * @return what became of it; in strict mode possibly {@link Refused}, with which nothing is written and which
     *     {@link QuantizationResult#requireWritten()} turns into a failure
     * @throws OctetException of the kind that tells whose fault it is: the model's, the data's, the configuration's, a
     *     file's, or ONNX Runtime's
     */
    public static QuantizationResult quantize(QuantizerConfiguration configuration, Progress progress) {
        return new Quantizer(configuration, progress).run();
    }

    private QuantizationResult run() {
        long begun = System.nanoTime();
        requireFittingForm();
        ModelFiles.requireDistinct(configuration.model(), configuration.output());
        Model original = OnnxReader.read(configuration.model());
        DataSource data = configuration
                .data()
                .apply(configuration.calibration().sampleInputs(original.graph().requiredInputs()));
        Map<String, Tensor> constants = configuration.calibration().constants();
        Prepared plain = Preparation.prepare(original, configuration.preparation());
        Prepared smooth = Smoothing.smooth(
                plain, data, constants, () -> PlannedCalibration.quantized(plain, configuration, data));
        Prepared prepared = Equalization.equalize(smooth, data, constants);
        Exclusions.requireKnown(configuration.placement(), original, prepared.model());
        PlannedCalibration planned = PlannedCalibration.of(prepared, configuration, data, progress);
        Planned done = planned.ranges()
                .map(ranges -> quantize(original, prepared.model(), planned, ranges, data))
                .orElseGet(() -> leaveFloat(planned.plan(), prepared.notes()));
        Outcome outcome = configuration.refinement().strict()
                ? StrictMode.check(prepared.model().graph(), done.plan(), done.outcome())
                : done.outcome();
        long bytes = write(outcome, original);
        double seconds = (System.nanoTime() - begun) / 1e9;
        long floatBytes = ModelFiles.bytes(configuration.model(), original);
        return new QuantizationResult(configuration, prepared, done.plan(), outcome, floatBytes, bytes, seconds);
    }

    private long write(Outcome outcome, Model original) {
        if (outcome instanceof Refused) {
            return 0;
        }
        Model written = outcome instanceof Quantized quantized ? quantized.model() : original;
        return OnnxWriter.write(written, configuration.output());
    }

    /** A plan and what was done with it. */
    private record Planned(Plan plan, Outcome outcome) {}

    private Planned quantize(
            Model original, Model prepared, PlannedCalibration planned, ChosenRanges chosen, DataSource data) {
        Optional<Refined> refined = Refining.refine(original, prepared, planned, chosen, configuration, data, progress);
        if (refined.isEmpty()) {
            return leaveFloat(planned.plan().withNote("ONNX Runtime fuses too little for integers to pay"), List.of());
        }
        Draft draft = refined.get().draft();
        if (refined.get().leaveFloat().isPresent()) {
            return new Planned(
                    draft.plan(), new LeftFloat(refined.get().leaveFloat().get()));
        }
        Inserted inserted = written(draft.inserted());
        Verification.verify(inserted.model(), data, configuration.calibration());
        Provenance provenance = SourceDigests.provenance(
                configuration, original, Optional.of(chosen.calibration()).filter(seen -> seen.samples() > 0));
        return new Planned(
                draft.plan(),
                new Quantized(chosen.calibration(), chosen.estimates(), inserted, draft.fusion(), provenance));
    }

    /** The quantized model in the form that was asked for. */
    private Inserted written(Inserted inserted) {
        return configuration.placement().form() == QuantizedForm.QDQ
                ? inserted
                : new Inserted(QOperatorForm.of(inserted.model()), inserted.activations(), inserted.constants());
    }

    private void requireFittingForm() {
        boolean isElsewhere = !configuration.target().conventions().onnxRuntime();
        if (isElsewhere && configuration.placement().form() == QuantizedForm.QOPERATOR) {
            throw OctetException.configuration(
                    "Expected --format qdq for the target %s, which reads DequantizeLinear and QuantizeLinear; got qoperator, operators of ONNX Runtime"
                            .formatted(configuration.target()));
        }
    }

    /** Where the plan has nothing to say, what was noted in preparation may be why there was nothing to quantize. */
    private static Planned leaveFloat(Plan plan, List<String> notes) {
        String reason = Stream.concat(plan.notes().stream(), notes.stream())
                .findFirst()
                .orElse("no node would be faster on integers");
        return new Planned(plan, new LeftFloat(reason));
    }
}
