package dev.octet.observe;

import java.util.Arrays;

/**
 * Counts of bins -4096 to 4095 that can grow; bin {@code i} is kept at index {@code i & 8191}.
 *
 * <p>Ints, since there is a table for every value that is observed, and they must not crowd the values out of the
 * caches. So a table has {@link #room} for so many values only.
 */
final class BinTable {
    private static final int SIZE = 2 * Bins.HALF;
    private static final int MASK = SIZE - 1;

    private final int[] counts = new int[SIZE];
    private int room;

    /** Of nothing, for so many values. */
    BinTable(int room) {
        this.room = room;
    }

    /** How many values more can be counted. */
    int room() {
        return room;
    }

    /**
     * Counts the first {@code count} values of a block.
     *
     * @param numbers of their bins, as {@link BinNumbers} gives them; overwritten
     * @param zeros what takes care of many zeros, until {@link #moveBack}
     */
    void count(int[] numbers, int count, SpreadZeros zeros) {
        room -= count;
        zeros.spread(numbers, count);
        count(numbers, count, counts);
    }

    private static void count(int[] numbers, int count, int[] counts) {
        for (int i = 0; i < count; i++) {
            // Written so, the compiler knows that it lies within the array.
            counts[numbers[i] & (counts.length - 1)]++;
        }
    }

    /** Gives bin 0 what was counted for it elsewhere. */
    void moveBack(SpreadZeros zeros) {
        zeros.moveBack(counts);
    }

    /** Doubles the width of the bins {@code times} times. */
    void join(int times) {
        // After 13 times all is in bins -1 and 0, where it stays.
        for (int i = 0; i < Math.min(times, 13); i++) {
            joinNeighbours();
        }
    }

    private void joinNeighbours() {
        for (int bin = 0; bin < Bins.HALF / 2; bin++) {
            counts[bin] = counts[2 * bin] + counts[2 * bin + 1];
        }
        for (int bin = -1; bin >= -Bins.HALF / 2; bin--) {
            counts[bin & MASK] = counts[2 * bin & MASK] + counts[2 * bin + 1 & MASK];
        }
        Arrays.fill(counts, Bins.HALF / 2, SIZE - Bins.HALF / 2, 0);
    }

    /** What was counted so far and before, in bins of {@code 2^exponent} or narrower ones. */
    Histogram histogram(int exponent, Histogram before) {
        int lowest = -Bins.HALF;
        while (lowest < Bins.HALF && counts[lowest & MASK] == 0) {
            lowest++;
        }
        int end = Bins.HALF;
        while (end > lowest && counts[end - 1 & MASK] == 0) {
            end--;
        }
        long[] some = new long[end - lowest];
        for (int bin = lowest; bin < end; bin++) {
            some[bin - lowest] = counts[bin & MASK];
        }
        return before.merge(exponent, lowest, some);
    }
}
