package dev.octet.smooth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Chooses by how much to multiply each class of channels of a region.
 *
 * <p>Let {@code r} be how far the channels of a class reach, as a share of the largest in the same value (the largest
 * share, where the class is in several values), and {@code w} the largest weight that meets them, as a share of the
 * largest of that weight. The factor is {@code w^(1-a) / r^a}, scaled so that no value reaches further than before.
 * With a = 1/2 channels and weights reach equally far, as in Nagel et al.; with a = 1 all channels reach equally far.
 * The strength a that wins is the one with the least noise, as a share of the signal, over the convolutions that read:
 *
 * <pre>{@code
 * noise  = d^2 / 12 * sum (W / f)^2 + sum over outputs of e^2 / 12 * sum (f v)^2
 * signal = sum (W v)^2
 *
 * d step of the value, e steps of the weight's output channels, f factor, v root mean square of the channel
 * }</pre>
 */
final class EqualizingFactors {
    private static final double[] STRENGTHS = {0.25, 0.5, 0.75, 1};
    /** Noise in decibels that has to vanish for a region to be changed at all. */
    private static final double LEAST_GAIN = 1;
    /** What reaches less far than this share of the largest is left as it is beyond it. */
    private static final double LEAST_SHARE = 1e-4;

    private static final double ACTIVATION_STEPS = 255;
    private static final double WEIGHT_STEPS = 127;

    private final ChannelRegion region;
    private final ChannelClasses classes;
    private final Map<String, ChannelStatistics> statistics;
    private final Map<Integer, Double> reaches = new LinkedHashMap<>();
    private final Map<Integer, Double> weights = new LinkedHashMap<>();

    /** @param statistics of the region's values, by name */
    EqualizingFactors(ChannelRegion region, ChannelClasses classes, Map<String, ChannelStatistics> statistics) {
        this.region = region;
        this.classes = classes;
        this.statistics = statistics;
        region.values().forEach(this::addReaches);
        region.readers().forEach(this::addWeights);
    }

    private void addReaches(String value) {
        ChannelStatistics seen = seen(value);
        double largest = 0;
        for (int channel = 0; channel < classes.count(value); channel++) {
            largest = Math.max(largest, seen.magnitude(channel));
        }
        for (int channel = 0; channel < classes.count(value) && largest > 0; channel++) {
            reaches.merge(classes.of(value, channel), seen.magnitude(channel) / largest, Math::max);
        }
    }

    private void addWeights(Convolution reader) {
        float[] elements = reader.weight().toFloats();
        double[] largest = new double[reader.inputs()];
        double whole = 0;
        for (int i = 0; i < elements.length; i++) {
            int channel = reader.inputOf(i);
            largest[channel] = Math.max(largest[channel], Math.abs(elements[i]));
            whole = Math.max(whole, Math.abs(elements[i]));
        }
        for (int channel = 0; channel < largest.length && whole > 0; channel++) {
            weights.merge(classes.of(reader.input(), channel), largest[channel] / whole, Math::max);
        }
    }

    /**
     * Factors, and what comes of them.
     *
     * @param byClass for each class that gets another than 1
     * @param gain noise in decibels that vanishes
     */
    record Best(Map<Integer, Float> byClass, double gain) {}

    /** The best factors; empty where none help much. */
    Optional<Best> best() {
        double before = noise(Map.of());
        double least = before / Math.pow(10, LEAST_GAIN / 10);
        Optional<Best> best = Optional.empty();
        for (double strength : STRENGTHS) {
            Map<Integer, Float> factors = factors(strength);
            double noise = noise(factors);
            if (noise < least) {
                least = noise;
                best = Optional.of(new Best(factors, 10 * Math.log10(before / noise)));
            }
        }
        return best;
    }

    private Map<Integer, Float> factors(double strength) {
        Map<Integer, Double> wished = new LinkedHashMap<>();
        double furthest = 0;
        for (Map.Entry<Integer, Double> entry : reaches.entrySet()) {
            double reach = Math.max(LEAST_SHARE, entry.getValue());
            double weight = Math.max(LEAST_SHARE, weights.getOrDefault(entry.getKey(), 1.0));
            boolean isFree = !classes.isFixed(entry.getKey()) && entry.getValue() > 0;
            double factor = isFree ? Math.pow(weight, 1 - strength) / Math.pow(reach, strength) : 1;
            if (isFree) {
                wished.put(entry.getKey(), factor);
                furthest = Math.max(furthest, factor * reach);
            }
        }
        Map<Integer, Float> factors = new LinkedHashMap<>();
        for (Map.Entry<Integer, Double> entry : wished.entrySet()) {
            factors.put(entry.getKey(), (float) (entry.getValue() / furthest));
        }
        return factors;
    }

    private double noise(Map<Integer, Float> factors) {
        return region.readers().stream()
                .mapToDouble(reader -> noise(reader, factors))
                .sum();
    }

    private double noise(Convolution reader, Map<Integer, Float> factors) {
        ChannelStatistics seen = seen(reader.input());
        float[] byChannel = of(reader.input(), factors);
        float[] elements = reader.weight().toFloats();
        double[] largest = new double[reader.outputs()];
        double[] powers = new double[reader.outputs()];
        double squares = 0;
        double signal = 0;
        for (int i = 0; i < elements.length; i++) {
            int channel = reader.inputOf(i);
            int output = reader.outputOf(i);
            double element = elements[i] / byChannel[channel];
            squares += element * element;
            largest[output] = Math.max(largest[output], Math.abs(element));
            powers[output] += byChannel[channel] * (double) byChannel[channel] * seen.meanSquare(channel);
            signal += (double) elements[i] * elements[i] * seen.meanSquare(channel);
        }
        double step = range(seen, byChannel) / ACTIVATION_STEPS;
        double noise = step * step * squares;
        for (int output = 0; output < largest.length; output++) {
            noise += Math.pow(largest[output] / WEIGHT_STEPS, 2) * powers[output];
        }
        return signal > 0 ? noise / 12 / signal : 0;
    }

    private static double range(ChannelStatistics seen, float[] factors) {
        double min = 0;
        double max = 0;
        for (int channel = 0; channel < factors.length; channel++) {
            min = Math.min(min, (double) seen.min(channel) * factors[channel]);
            max = Math.max(max, (double) seen.max(channel) * factors[channel]);
        }
        return max - min;
    }

    /** The factors of a value's channels. */
    float[] of(String value, Map<Integer, Float> factors) {
        float[] byChannel = new float[classes.count(value)];
        for (int channel = 0; channel < byChannel.length; channel++) {
            byChannel[channel] = factors.getOrDefault(classes.of(value, channel), 1f);
        }
        return byChannel;
    }

    private ChannelStatistics seen(String value) {
        return Objects.requireNonNull(statistics.get(value));
    }
}
