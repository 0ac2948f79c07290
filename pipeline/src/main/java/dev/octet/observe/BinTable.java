package dev.octet.observe;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Counts of bins -4096 to 4095 that can grow; bin {@code i} is kept at index {@code i & 8191}.
 *
 * <p>Kept in ints, and before one could overflow they are added to a table of long: there is a table for every value
 * that is observed, and they must not crowd the values out of the caches.
 */
final class BinTable {
    private static final int SIZE = 2 * Bins.HALF;
    private static final int MASK = SIZE - 1;

    private final int[] counts = new int[SIZE];
    private long @Nullable [] settled;
    private int unsettled;

    /**
     * Counts the first {@code count} values of a block.
     *
     * @param numbers of their bins, as {@link BinNumbers} gives them
     */
    void count(int[] numbers, int count) {
        expect(count);
        for (int i = 0; i < count; i++) {
            counts[numbers[i] & MASK]++;
        }
    }

    /** Adds what a tally counted, and clears it. */
    void add(Tally tally) {
        expect(tally.total());
        tally.moveTo(counts);
    }

    private void expect(int values) {
        if (unsettled > Integer.MAX_VALUE - values) {
            settle();
        }
        unsettled += values;
    }

    /** Doubles the width of the bins {@code times} times. */
    void join(int times) {
        // After 13 times all is in bins -1 and 0, where it stays.
        for (int i = 0; i < Math.min(times, 13); i++) {
            joinNeighbours();
        }
    }

    private void joinNeighbours() {
        long[] settled = settle();
        for (int bin = 0; bin < Bins.HALF / 2; bin++) {
            settled[bin] = settled[2 * bin] + settled[2 * bin + 1];
        }
        for (int bin = -1; bin >= -Bins.HALF / 2; bin--) {
            settled[bin & MASK] = settled[2 * bin & MASK] + settled[2 * bin + 1 & MASK];
        }
        Arrays.fill(settled, Bins.HALF / 2, SIZE - Bins.HALF / 2, 0);
    }

    private long[] settle() {
        long[] sums = settled == null ? new long[SIZE] : settled;
        for (int i = 0; i < SIZE && unsettled > 0; i++) {
            sums[i] += counts[i];
            counts[i] = 0;
        }
        unsettled = 0;
        settled = sums;
        return sums;
    }

    /** Adds what a histogram of the same or a smaller width counted. */
    void add(Histogram histogram, int exponent) {
        long[] settled = settle();
        int shift = Math.min(31, exponent - histogram.exponent());
        for (int offset = 0; offset < histogram.bins(); offset++) {
            int bin = (histogram.first() + offset) >> shift;
            settled[bin & MASK] = Math.addExact(settled[bin & MASK], histogram.count(offset));
        }
    }

    /** What was counted so far. */
    Histogram histogram(int exponent) {
        long[] settled = settle();
        long[] counts = new long[SIZE];
        for (int bin = -Bins.HALF; bin < Bins.HALF; bin++) {
            counts[bin + Bins.HALF] = settled[bin & MASK];
        }
        return Histogram.of(exponent, -Bins.HALF, counts);
    }
}
