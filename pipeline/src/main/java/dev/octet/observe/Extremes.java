package dev.octet.observe;

import java.util.Arrays;

/**
 * The lowest and highest value of blocks of {@link Workspace#BLOCK} values.
 *
 * <p>Kept for each place of a block on its own, which makes loops that the compiler vectorizes; a minimum over one
 * block is a chain of comparisons that it does not. All such loops have a fixed length, without which it sometimes does
 * not either.
 */
final class Extremes {
    private final float[] lowest = new float[Workspace.BLOCK];
    private final float[] highest = new float[Workspace.BLOCK];

    /** Forgets everything. */
    void clear() {
        Arrays.fill(lowest, Float.POSITIVE_INFINITY);
        Arrays.fill(highest, Float.NEGATIVE_INFINITY);
    }

    /** Takes in the first {@code count} values of a block, at least one; the others are overwritten. */
    void add(float[] block, int count) {
        // A value seen twice changes no extreme.
        Arrays.fill(block, count, Workspace.BLOCK, block[0]);
        lower(block, lowest);
        raise(block, highest);
    }

    private static void lower(float[] block, float[] lowest) {
        for (int i = 0; i < Workspace.BLOCK; i++) {
            lowest[i] = Math.min(lowest[i], block[i]);
        }
    }

    private static void raise(float[] block, float[] highest) {
        for (int i = 0; i < Workspace.BLOCK; i++) {
            highest[i] = Math.max(highest[i], block[i]);
        }
    }

    /** The lowest value of all; positive infinity if there was none, NaN if there was one. */
    float min() {
        float min = Float.POSITIVE_INFINITY;
        for (float value : lowest) {
            min = Math.min(min, value);
        }
        return min;
    }

    /** The highest value of all; negative infinity if there was none, NaN if there was one. */
    float max() {
        float max = Float.NEGATIVE_INFINITY;
        for (float value : highest) {
            max = Math.max(max, value);
        }
        return max;
    }
}
