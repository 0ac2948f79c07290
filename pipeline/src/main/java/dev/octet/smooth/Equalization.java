package dev.octet.smooth;

import dev.octet.calibrate.FewSamples;
import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.prepare.Prepared;
import dev.octet.rewrite.Trace;
import dev.octet.smooth.EqualizingFactors.Best;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the channels between convolutions reach equally far, so that all of them get most of the 256 codes.
 *
 * <p>Where {@code f(s x) = s f(x)}, a channel that one Conv gives can be multiplied by a factor and the weights of the
 * next divided by it; the model computes the same but for rounding.
 *
 * <p>Source: M. Nagel et al., Data-Free Quantization Through Weight Equalization and Bias Correction, 2019, section
 * 4.1. Two things are different here: how far channels reach is observed, and factors go through whatever ties channels
 * to each other (Concat, Add, pooling, Resize) instead of between two neighbours only.
 */
public final class Equalization {
    /** The name in reports. */
    public static final String NAME = "EqualizeChannels";

    /** How far a channel reaches beside the others is a property of the model, which few samples show. */
    private static final int SAMPLES = 16;

    private Equalization() {}

    /**
     * The model with equalized values; it computes the same. Its trace has a line for each region of them.
     *
     * @param kept values that stay as they are
     * @param leastGain noise in decibels that has to vanish in some region
     * @param constants inputs that are the same for every sample
     * @return empty where nothing would be gained
     */
    public static Optional<Prepared> equalize(
            Prepared prepared, Set<String> kept, double leastGain, DataSource data, Map<String, Tensor> constants) {
        Model model = prepared.model();
        ChannelClasses classes = ChannelTies.of(model.graph(), prepared.types());
        kept.forEach(classes::fix);
        List<ChannelRegion> regions = ChannelRegion.of(model.graph(), classes);
        if (regions.isEmpty()) {
            return Optional.empty();
        }
        Map<String, ChannelStatistics> statistics = observe(prepared, classes, regions, data, constants);
        Trace trace = prepared.trace().copy();
        ScaledModel scaled = new ScaledModel(model, "_equalized");
        double gain = 0;
        for (ChannelRegion region : regions) {
            if (isSeen(region, statistics)) {
                EqualizingFactors factors = new EqualizingFactors(region, classes, statistics);
                Optional<Best> best = factors.best();
                best.ifPresent(found -> {
                    scale(scaled, region, factors, found.byClass());
                    trace.applied(NAME, region.writers().get(0).node().label());
                });
                gain = Math.max(gain, best.map(Best::gain).orElse(0.0));
            }
        }
        return scaled.isUnchanged() || gain < leastGain
                ? Optional.empty()
                : Optional.of(scaled.result(prepared.withTrace(trace)));
    }

    private static boolean isSeen(ChannelRegion region, Map<String, ChannelStatistics> statistics) {
        return region.values().stream()
                .map(statistics::get)
                .map(Objects::requireNonNull)
                .allMatch(ChannelStatistics::isComplete);
    }

    private static void scale(
            ScaledModel scaled, ChannelRegion region, EqualizingFactors factors, Map<Integer, Float> best) {
        region.writers().forEach(writer -> writer.multiplyOutput(scaled, factors.of(writer.output(), best)));
        region.readers().forEach(reader -> reader.divideInput(scaled, factors.of(reader.input(), best)));
        region.values().stream()
                .filter(value -> isChanged(factors.of(value, best)))
                .forEach(scaled::rename);
    }

    private static boolean isChanged(float[] factors) {
        for (float factor : factors) {
            if (factor != 1) {
                return true;
            }
        }
        return false;
    }

    private static Map<String, ChannelStatistics> observe(
            Prepared prepared,
            ChannelClasses classes,
            List<ChannelRegion> regions,
            DataSource data,
            Map<String, Tensor> constants) {
        Map<String, ChannelStatistics> statistics = new LinkedHashMap<>();
        Map<String, Integer> ranks = new LinkedHashMap<>();
        for (ChannelRegion region : regions) {
            for (String value : region.values()) {
                statistics.put(value, new ChannelStatistics(classes.count(value)));
                ranks.put(value, classes.rank(value));
            }
        }
        ObservedChannels observed = new ObservedChannels(prepared.model(), ranks);
        FewSamples.run(observed.model(), data, SAMPLES, constants, results -> observed.observe(results, statistics));
        return statistics;
    }
}
