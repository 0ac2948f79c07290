package dev.octet.refine;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.compare.layers.LayerSettings;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.LatencyComparison;
import dev.octet.runtime.LatencySettings;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Times a quantized model against its float model.
 *
 * <p>There are two answers only, and a margin between them: a model that was planned to be faster is kept unless it is
 * measured to be slower, and surely so. Two runs differ in their answer only where the true ratio lies within what
 * timing cannot tell apart.
 */
public final class SpeedCheck {
    private static final Duration DURATION = Duration.ofMillis(800);
    private static final int WARM_UP = 2;
    private static final int MIN_ROUNDS = 7;
    private static final int MAX_ROUNDS = 500;
    /** Any number would do; it has to be the same each time. */
    private static final long SEED = 1;

    private SpeedCheck() {}

    /**
     * Why the float model is better; empty where the quantized one is as fast.
     *
     * @param data samples that fit both
     * @param layers how samples are run
     */
    public static Optional<String> slower(Model original, Model quantized, DataSource data, LayerSettings layers) {
        LatencySettings settings = new LatencySettings(
                SessionSettings.defaults().withThreads(layers.threads()), WARM_UP, DURATION, MIN_ROUNDS, MAX_ROUNDS);
        List<Map<String, Tensor>> samples = List.of(sample(original, data, layers));
        // Another program that wakes up during one measurement must not decide what is written, so a second has to
        // agree.
        LatencyComparison first = LatencyComparison.measure(original, quantized, samples, settings);
        return isSlower(first)
                ? Optional.of(LatencyComparison.measure(original, quantized, samples, settings))
                        .filter(SpeedCheck::isSlower)
                        .map(SpeedCheck::reason)
                : Optional.empty();
    }

    private static boolean isSlower(LatencyComparison measured) {
        return measured.ratio() > 1 && measured.ratioLow() > 1;
    }

    private static String reason(LatencyComparison measured) {
        return String.format(
                Locale.ROOT,
                "on integers it takes %.2f times as long as on floats (%.2f to %.2f), measured on this host in %d runs",
                measured.ratio(),
                measured.ratioLow(),
                measured.ratioHigh(),
                measured.rounds());
    }

    private static Map<String, Tensor> sample(Model original, DataSource data, LayerSettings layers) {
        Map<String, Tensor> inputs = new LinkedHashMap<>(layers.constants());
        for (Sample sample : SampleChoice.spread(data, 1, SEED)) {
            inputs.putAll(sample.inputs());
        }
        inputs.keySet()
                .retainAll(original.graph().inputs().stream().map(Value::name).toList());
        return inputs;
    }
}
