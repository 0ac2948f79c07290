package dev.octet.observe;

import java.util.Arrays;

/**
 * Counts of bins -4096 to 4095 that can grow; bin {@code i} is kept at index {@code i & 8191}.
 *
 * <p>Values are counted into two tables of int in turn, so that a run of equal values, such as the zeros behind a Relu,
 * need not wait for one memory cell. Before an int could overflow they are added to a table of long.
 */
final class BinTable {
    private static final int SIZE = 2 * Bins.HALF;
    private static final int MASK = SIZE - 1;
    /** 1.5 * 2^23: added to a small number it leaves the nearest whole number in the low bits of the sum. */
    private static final float ROUNDER = 0x1.8p23f;

    private final long[] settled = new long[SIZE];
    private final int[] even = new int[SIZE];
    private final int[] odd = new int[SIZE];
    private int unsettled;

    /**
     * Counts the first {@code count} values of a block.
     *
     * @param block finite values whose bins exist
     * @param inverse the reciprocal of the bins' width
     */
    void count(float[] block, int count, float inverse, Workspace workspace) {
        if (unsettled > Integer.MAX_VALUE - count) {
            settle();
        }
        unsettled += count;
        float[] rounded = workspace.rounded;
        float[] rest = workspace.rest;
        scale(block, count, inverse, rounded, rest);
        if (count == Workspace.BLOCK) {
            tallyBlock(rounded, rest, even, odd);
        } else {
            tally(rounded, rest, count, even);
        }
    }

    private static void tallyBlock(float[] rounded, float[] rest, int[] even, int[] odd) {
        // A fixed length and a step of two: the compiler unrolls this and drops the checks.
        for (int i = 0; i < Workspace.BLOCK; i += 2) {
            even[bin(rounded[i], rest[i])]++;
            odd[bin(rounded[i + 1], rest[i + 1])]++;
        }
    }

    private static void tally(float[] rounded, float[] rest, int count, int[] table) {
        for (int i = 0; i < count; i++) {
            table[bin(rounded[i], rest[i])]++;
        }
    }

    /**
     * Splits each value in units of the width into the nearest whole number and what is left. Both are exact, since the
     * factor is a power of two. This loop is apart from the counting because the compiler vectorizes it alone.
     */
    private static void scale(float[] block, int count, float inverse, float[] rounded, float[] rest) {
        for (int i = 0; i < count; i++) {
            // Adding positive zero turns negative zero into it, whose bin is 0 and not -1.
            float position = (block[i] + 0f) * inverse;
            float nearest = position + ROUNDER;
            rounded[i] = nearest;
            rest[i] = position - (nearest - ROUNDER);
        }
    }

    /**
     * The floor: the nearest whole number, less 1 where the rest is negative. A negative value too small to be scaled
     * leaves the rest -0.0, whose sign counts too.
     */
    private static int bin(float rounded, float rest) {
        return (Float.floatToRawIntBits(rounded) + (Float.floatToRawIntBits(rest) >> 31)) & MASK;
    }

    /** Doubles the width of the bins {@code times} times. */
    void join(int times) {
        settle();
        // After 13 times all is in bins -1 and 0, where it stays.
        for (int i = 0; i < Math.min(times, 13); i++) {
            joinNeighbours();
        }
    }

    private void joinNeighbours() {
        for (int bin = 0; bin < Bins.HALF / 2; bin++) {
            settled[bin] = settled[2 * bin] + settled[2 * bin + 1];
        }
        for (int bin = -1; bin >= -Bins.HALF / 2; bin--) {
            settled[bin & MASK] = settled[2 * bin & MASK] + settled[2 * bin + 1 & MASK];
        }
        Arrays.fill(settled, Bins.HALF / 2, SIZE - Bins.HALF / 2, 0);
    }

    private void settle() {
        for (int i = 0; i < SIZE && unsettled > 0; i++) {
            settled[i] += (long) even[i] + odd[i];
            even[i] = 0;
            odd[i] = 0;
        }
        unsettled = 0;
    }

    /** Adds what a histogram of the same or a smaller width counted. */
    void add(Histogram histogram, int exponent) {
        int shift = Math.min(31, exponent - histogram.exponent());
        for (int offset = 0; offset < histogram.bins(); offset++) {
            int bin = (histogram.first() + offset) >> shift;
            settled[bin & MASK] = Math.addExact(settled[bin & MASK], histogram.count(offset));
        }
    }

    /** What was counted so far. */
    Histogram histogram(int exponent) {
        settle();
        long[] counts = new long[SIZE];
        for (int bin = -Bins.HALF; bin < Bins.HALF; bin++) {
            counts[bin + Bins.HALF] = settled[bin & MASK];
        }
        return Histogram.of(exponent, -Bins.HALF, counts);
    }
}
