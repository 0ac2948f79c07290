package dev.octet.smooth;

import dev.octet.graph.Graph;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Chooses by how much to divide each channel of a value.
 *
 * <p>The factor of channel j is {@code max|v_j|^a / max|W_j|^(1-a)} (equation 4 of SmoothQuant), rounded to a power of
 * two. Of several strengths a, the one wins whose expected noise is least.
 */
final class SmoothFactors {
    private static final double[] STRENGTHS = {0.25, 0.5, 0.75, 1};
    /** Noise in decibels that has to vanish for a value to be changed at all. */
    private static final double LEAST_GAIN = 1;
    /** And where that takes a node more: half of the noise. */
    private static final double LEAST_GAIN_OF_MUL = 3;

    private final int channels;
    private final double leastGain;
    private final ChannelStatistics statistics;
    private final List<WeightRows> weights;
    private final ProductNoise noise;

    SmoothFactors(SmoothSite site, ChannelStatistics statistics, Graph graph) {
        this.channels = site.channels();
        this.leastGain = site.needsMul() ? LEAST_GAIN_OF_MUL : LEAST_GAIN;
        this.statistics = statistics;
        this.weights = site.weights().stream()
                .map(weight -> WeightRows.of(weight, graph))
                .toList();
        this.noise = new ProductNoise(statistics, weights);
    }

    /** The factors, one a channel; empty where none help much. */
    Optional<float[]> best() {
        double least = noise.unchanged() / Math.pow(10, leastGain / 10);
        Optional<float[]> best = Optional.empty();
        for (double strength : STRENGTHS) {
            float[] factors = factors(strength);
            double added = noise.scaled(factors);
            if (added < least) {
                least = added;
                best = Optional.of(factors);
            }
        }
        return best;
    }

    private float[] factors(double strength) {
        double[] exponents = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            float value = statistics.magnitude(channel);
            float weight = magnitude(channel);
            exponents[channel] = value > 0 && weight > 0 ? strength * log2(value) - (1 - strength) * log2(weight) : 0;
        }
        double middle = Arrays.stream(exponents).average().orElse(0);
        float[] factors = new float[channels];
        for (int channel = 0; channel < channels; channel++) {
            factors[channel] = Math.scalb(1f, (int) Math.rint(exponents[channel] - middle));
        }
        return factors;
    }

    private float magnitude(int channel) {
        float largest = 0;
        for (WeightRows weight : weights) {
            largest = Math.max(largest, weight.magnitude(channel));
        }
        return largest;
    }

    private static double log2(double number) {
        return Math.log(number) / Math.log(2);
    }
}
