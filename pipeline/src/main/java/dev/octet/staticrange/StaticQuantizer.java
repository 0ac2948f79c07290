package dev.octet.staticrange;

import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.data.DataSource;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.insert.Inserted;
import dev.octet.place.QuantizedForm;
import dev.octet.prepare.Preparation;
import dev.octet.prepare.Prepared;
import dev.octet.progress.Progress;
import dev.octet.run.Exclusions;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.SessionSettings;
import dev.octet.smooth.Smoothing;
import dev.octet.staticrange.StaticResult.Quantized;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Quantizes a model with ranges that samples show. */
public final class StaticQuantizer {
    private final StaticSettings settings;
    private final DataSource data;

    private StaticQuantizer(StaticSettings settings, DataSource data) {
        this.settings = settings;
        this.data = data;
    }

    /**
     * Prepares, plans, calibrates, rewrites, refines and verifies. The model that was given stays as it is.
     *
     * @param data samples of what the model is given in use; it is read several times
     * @throws OctetException of the kind that tells whose fault it is: the model's, the data's, the configuration's, or
     *     ONNX Runtime's
     */
    public static StaticResult quantize(Model model, StaticSettings settings, DataSource data, Progress progress) {
        requireFittingForm(settings);
        return new StaticQuantizer(settings, data).run(model, progress);
    }

    /**
     * Checks that the target knows the operators of the form.
     *
     * @throws OctetException of kind CONFIGURATION if it does not
     */
    private static void requireFittingForm(StaticSettings settings) {
        boolean isElsewhere = !settings.target().conventions().onnxRuntime();
        if (isElsewhere && settings.placement().form() == QuantizedForm.QOPERATOR) {
            throw OctetException.configuration(
                    "Expected --format qdq for the target %s, which reads DequantizeLinear and QuantizeLinear; got qoperator, operators of ONNX Runtime"
                            .formatted(settings.target()));
        }
    }

    private StaticResult run(Model original, Progress progress) {
        boolean isForOnnxRuntime = settings.target().conventions().onnxRuntime();
        Prepared plain = Preparation.prepare(original, settings.preparation().withForOnnxRuntime(isForOnnxRuntime));
        Prepared smooth = Smoothing.smooth(
                plain,
                data,
                settings.calibration().constants(),
                () -> PlannedCalibration.quantized(plain, settings, data));
        Exclusions.requireKnown(settings.placement(), original, smooth.model());
        GraphQuantizer quantizer = new GraphQuantizer(Names.of(smooth.model()), progress);
        GraphQuantizer.Whole whole = quantizer.quantize(original, smooth, settings, data);
        Attempt attempt = whole.attempt();
        return new StaticResult(
                attempt.prepared(),
                attempt.plan(),
                quantizer.bodies(),
                whole.isQuantized() ? Optional.of(quantized(whole.model(), attempt.done())) : Optional.empty(),
                attempt.reason());
    }

    /** Proves that the quantized model runs, and puts together what there is to tell of it. */
    private Quantized quantized(Model model, Optional<Attempt.Done> done) {
        Verification.verify(model, data, settings.calibration());
        Inserted own = done.map(Attempt.Done::inserted).orElseGet(() -> new Inserted(model, Map.of(), List.of()));
        return new Quantized(
                done.map(found -> found.chosen().calibration()).orElseGet(CalibrationResult::ofNothing),
                done.map(found -> found.chosen().estimates()).orElseGet(Map::of),
                new Inserted(model, own.activations(), own.constants()),
                done.map(found -> found.draft().fusion())
                        .orElseGet(() -> FusionReport.of(model, SessionSettings.defaults())));
    }
}
