package dev.octet.smooth;

import java.util.Arrays;
import java.util.List;

/**
 * The noise that quantization is expected to add to the products of a value.
 *
 * <p>A value v with steps of length d, and a weight W with steps of length e_n in output channel n, give the product of
 * one row a noise of
 *
 * <pre>{@code
 * sum over j of |W_j|^2 d^2 / 12   +   sum over n of e_n^2 / 12 * sum over j of mean(v_j^2)
 * }</pre>
 *
 * <p>(B. Widrow and I. Kollar, Quantization Noise, 2008: rounding adds a twelfth of the squared step.) The twelfth is
 * left out here, since only ratios count.
 */
final class ProductNoise {
    private static final double ACTIVATION_STEPS = 255;
    private static final double WEIGHT_STEPS = 127;

    private final ChannelStatistics statistics;
    private final List<WeightRows> weights;

    ProductNoise(ChannelStatistics statistics, List<WeightRows> weights) {
        this.statistics = statistics;
        this.weights = List.copyOf(weights);
    }

    /** With value and weights as they are. */
    double unchanged() {
        float[] ones = new float[statistics.channels()];
        Arrays.fill(ones, 1);
        return noise(ones, ones);
    }

    /** With each channel divided by its factor, and the rows of the weights multiplied by it. */
    double scaled(float[] factors) {
        float[] inverse = new float[factors.length];
        for (int channel = 0; channel < factors.length; channel++) {
            inverse[channel] = 1 / factors[channel];
        }
        return noise(inverse, factors);
    }

    /** Without some channels. */
    double without(List<Integer> channels) {
        float[] kept = new float[statistics.channels()];
        Arrays.fill(kept, 1);
        channels.forEach(channel -> kept[channel] = 0);
        return noise(kept, kept);
    }

    private double noise(float[] values, float[] rows) {
        double min = 0;
        double max = 0;
        double power = 0;
        for (int channel = 0; channel < values.length; channel++) {
            double factor = values[channel];
            min = Math.min(min, statistics.min(channel) * factor);
            max = Math.max(max, statistics.max(channel) * factor);
            power += statistics.meanSquare(channel) * factor * factor;
        }
        double step = (max - min) / ACTIVATION_STEPS;
        double noise = 0;
        for (WeightRows weight : weights) {
            noise += step * step * weight.squares(rows) + weight.squaredSteps(rows, WEIGHT_STEPS) * power;
        }
        return noise;
    }
}
