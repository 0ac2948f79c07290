package dev.octet.observe;

import java.util.Arrays;

/**
 * The lowest and highest value at each place of many blocks, which makes loops that the compiler vectorizes; a minimum
 * over one block is a chain of comparisons that it does not. NaN stays once it is seen.
 */
final class Extremes {
    private final float[] lowest = new float[Workspace.BLOCK];
    // The odd length keeps the two arrays from the same place in memory modulo a page, where stores look like
    // conflicts.
    private final float[] highest = new float[Workspace.BLOCK + 24];
    /** Places from here on hold what was forgotten. */
    private int used;

    /** Forgets everything. */
    void clear() {
        used = 0;
    }

    /** Takes in the first {@code count} values of a block. */
    void add(float[] block, int count) {
        if (count > used) {
            Arrays.fill(lowest, used, count, Float.POSITIVE_INFINITY);
            Arrays.fill(highest, used, count, Float.NEGATIVE_INFINITY);
            used = count;
        }
        merge(block, lowest, highest, count);
    }

    private static void merge(float[] block, float[] lowest, float[] highest, int count) {
        for (int i = 0; i < count; i++) {
            lowest[i] = Math.min(lowest[i], block[i]);
            highest[i] = Math.max(highest[i], block[i]);
        }
    }

    /** The lowest value of all; positive infinity if there was none, NaN if there was one. */
    float min() {
        float min = Float.POSITIVE_INFINITY;
        for (int i = 0; i < used; i++) {
            min = Math.min(min, lowest[i]);
        }
        return min;
    }

    /** The highest value of all; negative infinity if there was none, NaN if there was one. */
    float max() {
        float max = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < used; i++) {
            max = Math.max(max, highest[i]);
        }
        return max;
    }
}
