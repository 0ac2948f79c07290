package dev.octet.observe;

import java.util.Arrays;

/**
 * Counts of finite values in bins of equal width, a power of two: bin {@code i} holds {@code i * width <= x < (i + 1) *
 * width}.
 *
 * <p>The width depends on nothing but the largest absolute value seen: if that lies in {@code [2^e, 2^(e+1))} the width
 * is {@code 2^(e-11)}, but never below {@code 2^-126}. So from zero to the largest magnitude there are 2,048 to 4,096
 * bins, which is the stretch that quantization codes, since zero always has a code. When the magnitude grows past a
 * power of two, neighbours {@code 2j} and {@code 2j + 1} are joined to bin {@code j}, which is exactly where their
 * values belong under the new width: {@code floor(x / 2w) = floor(floor(x / w) / 2)}. Therefore a histogram depends
 * only on the values, not on how and in which order they were counted, and merging is exact.
 */
public final class Histogram {
    /** No value was counted: the identity of {@link #merge}. */
    public static final Histogram EMPTY = new Histogram(Bins.SMALLEST_EXPONENT, 0, new long[0]);

    private final int exponent;
    private final int first;
    private final long[] counts;
    private final long total;

    private Histogram(int exponent, int first, long[] counts) {
        this.exponent = exponent;
        this.first = first;
        this.counts = counts;
        this.total = sum(counts);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) {
            sum = Math.addExact(sum, count);
        }
        return sum;
    }

    /**
     * A histogram from its parts; zeros at both ends are dropped.
     *
     * @param exponent the width is {@code 2^exponent}
     * @param first the bin that {@code counts[0]} belongs to
     * @param counts number of values in each bin from {@code first} on
     * @throws IllegalArgumentException if a count is negative, a bin lies outside [-4096, 4095], or the width is not
     *     the one that belongs to the outermost bin
     */
    public static Histogram of(int exponent, int first, long... counts) {
        int from = 0;
        int to = counts.length;
        while (from < to && counts[from] == 0) {
            from++;
        }
        while (to > from && counts[to - 1] == 0) {
            to--;
        }
        if (from == to) {
            return EMPTY;
        }
        long[] trimmed = Arrays.copyOfRange(counts, from, to);
        int lowest = Math.addExact(first, from);
        int highest = Math.addExact(lowest, trimmed.length - 1);
        if (Arrays.stream(trimmed).anyMatch(count -> count < 0) || !Bins.fit(exponent, lowest, highest)) {
            throw new IllegalArgumentException(
                    "Expected counts of bins of the width that fits them, got bins %d to %d of 2^%d"
                            .formatted(lowest, highest, exponent));
        }
        return new Histogram(exponent, lowest, trimmed);
    }

    /** What both counted together. */
    public Histogram merge(Histogram other) {
        return other.total == 0 ? this : merge(other.exponent, other.first, other.counts);
    }

    /**
     * What this and others counted together.
     *
     * @param exponent the others' width is {@code 2^exponent}; where this is not empty, it may be wider than they need
     * @param first the bin that {@code counts[0]} belongs to
     * @param counts number of values in each bin from {@code first} on; the first and the last are not zero
     */
    Histogram merge(int exponent, int first, long[] counts) {
        Histogram other = new Histogram(exponent, first, counts);
        if (total == 0 || other.total == 0) {
            return total == 0 ? other : this;
        }
        int common = Math.max(this.exponent, exponent);
        int lowest = Math.min(bin(0, common), other.bin(0, common));
        int highest = Math.max(bin(bins() - 1, common), other.bin(other.bins() - 1, common));
        long[] sums = new long[highest - lowest + 1];
        addTo(sums, lowest, common);
        other.addTo(sums, lowest, common);
        return new Histogram(common, lowest, sums);
    }

    private void addTo(long[] sums, int lowest, int common) {
        for (int offset = 0; offset < counts.length; offset++) {
            int place = bin(offset, common) - lowest;
            sums[place] = Math.addExact(sums[place], counts[offset]);
        }
    }

    /** The bin that {@code first + offset} is part of where the width is {@code 2^common}. */
    private int bin(int offset, int common) {
        return (first + offset) >> Math.min(31, common - exponent);
    }

    /** The width of a bin is {@code 2^exponent}. */
    public int exponent() {
        return exponent;
    }

    /** The width of a bin in real units. */
    public double width() {
        return Math.scalb(1.0, exponent);
    }

    /** The lowest bin that holds a value. */
    public int first() {
        return first;
    }

    /** Number of bins from the lowest to the highest that hold a value; 0 if none does. */
    public int bins() {
        return counts.length;
    }

    /** Values in bin {@code first + offset}. */
    public long count(int offset) {
        return counts[offset];
    }

    /** A copy of the counts, from {@link #first} on. */
    public long[] counts() {
        return counts.clone();
    }

    /** The lower edge of bin {@code first + offset} in real units; exact in binary32, but for subnormal widths. */
    public double edge(int offset) {
        return (first + offset) * width();
    }

    /** Number of values. */
    public long total() {
        return total;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram histogram
                && exponent == histogram.exponent
                && first == histogram.first
                && Arrays.equals(counts, histogram.counts);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * exponent + first) + Arrays.hashCode(counts);
    }

    /** The extent, such as {@code 120 values in 4091 bins of 2^-9 from -3.99}. */
    @Override
    public String toString() {
        return total + " values in " + counts.length + " bins of 2^" + exponent + " from " + edge(0);
    }
}
