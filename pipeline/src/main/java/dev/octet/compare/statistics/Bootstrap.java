package dev.octet.compare.statistics;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ObjIntConsumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

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

    /**
     * The intervals of a statistic of two models on the same items, and of the difference. Both models are given the
     * same choices, so what makes items easy or hard cancels out.
     *
     * @param count how many items there are, at least one
     * @param first the first model's figure for a choice of items
     * @param second the second model's figure
     * @param sign 1 for first minus second, -1 for second minus first
     */
    public PairedIntervals ofPairs(int count, ToDoubleFunction<int[]> first, ToDoubleFunction<int[]> second, int sign) {
        double[] firstDrawn = new double[resamples];
        double[] secondDrawn = new double[resamples];
        double[] differences = new double[resamples];
        double one = first.applyAsDouble(all(count));
        double other = second.applyAsDouble(all(count));
        draw(count, (choice, sample) -> {
            firstDrawn[sample] = first.applyAsDouble(choice);
            secondDrawn[sample] = second.applyAsDouble(choice);
            differences[sample] = sign * (firstDrawn[sample] - secondDrawn[sample]);
        });
        return new PairedIntervals(
                interval(one, firstDrawn), interval(other, secondDrawn), interval(sign * (one - other), differences));
    }

    private static int[] all(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("Expected at least one item to resample, got none");
        }
        return IntStream.range(0, count).toArray();
    }

    private void draw(int count, ObjIntConsumer<int[]> figures) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] choice = new int[count];
        for (int sample = 0; sample < resamples; sample++) {
            for (int i = 0; i < count; i++) {
                choice[i] = random.nextInt(count);
            }
            figures.accept(choice, sample);
        }
    }

    private Interval interval(double estimate, double[] drawn) {
        Arrays.sort(drawn);
        double tail = (1 - confidence) / 2;
        return new Interval(estimate, Quantiles.ofSorted(drawn, tail), Quantiles.ofSorted(drawn, 1 - tail), confidence);
    }
}
