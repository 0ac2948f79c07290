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
    private static final int LAST_FOLD = 64;

    private final float[] lowest = new float[Workspace.BLOCK];
    private final float[] highest = new float[Workspace.BLOCK];
    private final float[] upper = new float[Workspace.BLOCK];

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

    /** The lowest value of all; positive infinity if there was none, NaN if there was one. Forgets the places. */
    float min() {
        for (int half = Workspace.BLOCK / 2; half >= LAST_FOLD; half /= 2) {
            System.arraycopy(lowest, half, upper, 0, half);
            for (int i = 0; i < half; i++) {
                lowest[i] = Math.min(lowest[i], upper[i]);
            }
        }
        float min = lowest[0];
        for (int i = 1; i < LAST_FOLD; i++) {
            min = Math.min(min, lowest[i]);
        }
        return min;
    }

    /** The highest value of all; negative infinity if there was none, NaN if there was one. Forgets the places. */
    float max() {
        for (int half = Workspace.BLOCK / 2; half >= LAST_FOLD; half /= 2) {
            System.arraycopy(highest, half, upper, 0, half);
            for (int i = 0; i < half; i++) {
                highest[i] = Math.max(highest[i], upper[i]);
            }
        }
        float max = highest[0];
        for (int i = 1; i < LAST_FOLD; i++) {
            max = Math.max(max, highest[i]);
        }
        return max;
    }
}
