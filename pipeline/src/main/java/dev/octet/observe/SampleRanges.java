package dev.octet.observe;

import dev.octet.affine.Range;
import java.util.Arrays;
import java.util.Optional;

/**
 * The extremes of each sample by its number, in the order of the numbers: what a moving average needs, whose result
 * depends on the order of the samples but, kept like this, not on the order in which they were run.
 *
 * <p>This is the one statistic that grows with the number of samples.
 */
public final class SampleRanges {
    /** No sample was seen: the identity of {@link #merge}. */
    public static final SampleRanges EMPTY = new SampleRanges(new long[0], new float[0], new float[0]);

    private final long[] samples;
    private final float[] min;
    private final float[] max;

    /** Takes the arrays over; the builder has put them in order. */
    SampleRanges(long[] samples, float[] min, float[] max) {
        this.samples = samples;
        this.min = min;
        this.max = max;
    }

    /** What both saw together; a sample that both saw a part of gets the union. */
    public SampleRanges merge(SampleRanges other) {
        SampleRangesBuilder builder = new SampleRangesBuilder();
        builder.add(this);
        builder.add(other);
        return builder.build();
    }

    /** Number of samples with finite values. */
    public int size() {
        return samples.length;
    }

    /** The number of the {@code index}-th sample, in ascending order. */
    public long sample(int index) {
        return samples[index];
    }

    /** The extremes of the {@code index}-th sample. */
    public Range range(int index) {
        return new Range(min[index], max[index]);
    }

    /**
     * The average that moves from the first sample's extremes by {@code constant} of the way to each following
     * sample's, in the order of the samples; empty if there was none.
     *
     * @param constant above 0, where the first sample decides alone, to 1, where the last does
     */
    public Optional<Range> movingAverage(double constant) {
        if (samples.length == 0) {
            return Optional.empty();
        }
        return Optional.of(new Range((float) move(min, constant), (float) move(max, constant)));
    }

    private static double move(float[] values, double constant) {
        double average = values[0];
        for (int i = 1; i < values.length; i++) {
            average += constant * (values[i] - average);
        }
        return average;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SampleRanges ranges
                && Arrays.equals(samples, ranges.samples)
                && Arrays.equals(min, ranges.min)
                && Arrays.equals(max, ranges.max);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(samples) + Arrays.hashCode(min)) + Arrays.hashCode(max);
    }

    /** The number of samples, such as {@code ranges of 100 samples}. */
    @Override
    public String toString() {
        return "ranges of " + samples.length + " samples";
    }
}
