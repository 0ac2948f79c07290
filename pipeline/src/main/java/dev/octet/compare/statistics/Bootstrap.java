package dev.octet.compare.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * Confidence intervals by resampling: the statistic of many samples drawn with replacement from the one at hand.
 *
 * <p>Percentile method. Source: B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, chapter 13.
 *
 * @param resamples how many samples are drawn; 2,000 are usual for a 95 % interval
 * @param confidence the wanted confidence, such as 0.95
 * @param seed the seed of the draws: the same data and seed give the same interval
 */
public record Bootstrap(int resamples, double confidence, long seed) {
    /** 2,000 resamples, 95 %, a fixed seed. */
    public static final Bootstrap STANDARD = new Bootstrap(2000, 0.95, 20_210_607L);

    /** Checks the parameters. */
    public Bootstrap {
        if (resamples < 100 || confidence <= 0 || confidence >= 1) {
            throw new IllegalArgumentException("Expected at least 100 resamples and 0 < confidence < 1, got %d and %s"
                    .formatted(resamples, confidence));
        }
    }

    /** The interval of a mean. The values need at least one element. */
    public Interval ofMean(double[] values) {
        return ofIndices(values.length, indices -> {
            double sum = 0;
            for (int index : indices) {
                sum += values[index];
            }
            return sum / indices.length;
        });
    }

    /**
     * The interval of any statistic of items that are numbered from 0 to {@code count - 1}.
     *
     * @param count how many items there are, at least one
     * @param statistic the figure for a choice of items, repetitions included
     */
    public Interval ofIndices(int count, ToDoubleFunction<int[]> statistic) {
        if (count < 1) {
            throw new IllegalArgumentException("Expected at least one item to resample, got none");
        }
        int[] indices = new int[count];
        Arrays.setAll(indices, i -> i);
        double estimate = statistic.applyAsDouble(indices);
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[resamples];
        for (int sample = 0; sample < resamples; sample++) {
            for (int i = 0; i < count; i++) {
                indices[i] = random.nextInt(count);
            }
            drawn[sample] = statistic.applyAsDouble(indices);
        }
        Arrays.sort(drawn);
        double tail = (1 - confidence) / 2;
        return new Interval(estimate, Quantiles.ofSorted(drawn, tail), Quantiles.ofSorted(drawn, 1 - tail), confidence);
    }
}
