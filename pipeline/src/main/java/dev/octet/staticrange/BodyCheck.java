package dev.octet.staticrange;

import dev.octet.calibrate.data.DataSource;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.compare.layers.Noise;
import dev.octet.compare.layers.OutputErrors;
import dev.octet.graph.Model;
import dev.octet.place.Cause;
import dev.octet.place.Decision.LeftFloat;
import dev.octet.place.TargetTable;
import dev.octet.refine.RefinementSettings;
import dev.octet.refine.SpeedCheck;
import java.util.Locale;
import java.util.Optional;

/** Looks at a model before and after one of its bodies was quantized. */
final class BodyCheck {
    /** An output that is below the floor without this body may lose so much of its accuracy more, in decibels. */
    private static final double SLIGHT = 0.5;

    private BodyCheck() {}

    /**
     * Why the body had better stay float; empty where the model with the quantized body is as good.
     *
     * @param exact the float model
     * @param before the model so far
     * @param after the same with one more body quantized
     */
    static Optional<LeftFloat> objection(
            Model exact, Model before, Model after, StaticSettings settings, DataSource data) {
        RefinementSettings refinement = Refining.refinement(settings);
        LayerSettings layers = Refining.layers(settings.calibration()).withSamples(refinement.samples(), 1);
        if (!settings.calibration().feedback().isEmpty()) {
            return Optional.empty();
        }
        Optional<LeftFloat> inaccurate = Double.isInfinite(refinement.floor())
                ? Optional.empty()
                : loss(exact, before, after, refinement.floor(), data, layers);
        return inaccurate.or(() -> refinement.timed() && TargetTable.isHost(settings.target())
                ? SpeedCheck.slower(before, after, data, layers).map(Cause.UNPROFITABLE::because)
                : Optional.empty());
    }

    private static Optional<LeftFloat> loss(
            Model exact, Model before, Model after, double floor, DataSource data, LayerSettings layers) {
        double reached = worst(exact, after, data, layers);
        return reached >= floor || reached >= worst(exact, before, data, layers) - SLIGHT
                ? Optional.empty()
                : Optional.of(Cause.INACCURATE.because(String.format(
                        Locale.ROOT,
                        "on integers an output would have %.1f dB, which is below %.0f dB",
                        reached,
                        floor)));
    }

    private static double worst(Model exact, Model model, DataSource data, LayerSettings layers) {
        return OutputErrors.measure(exact, model, data, layers)
                .worst()
                .map(entry -> Noise.decibels(entry.getValue().share()))
                .orElse(Double.POSITIVE_INFINITY);
    }
}
