package dev.octet.observe;

import java.util.Arrays;

/**
 * Lets values of bin 0 be counted in several bins, and moves their counts back.
 *
 * <p>Behind a Relu about half of the values are zero, and adding one to a count has to wait until the one added to it
 * before is stored. So the zeros at each place of a block go to one of sixteen bins in turn, and how many did so is
 * known for each place.
 */
final class SpreadZeros {
    private static final int BINS = 16;

    /** Counts that fill a line of the cache. */
    private static final int LINE = 16;

    private static final int MASK = 2 * Bins.HALF - 1;

    private final int[] stead = new int[Workspace.BLOCK];
    private final int[] zeros = new int[Workspace.BLOCK];

    SpreadZeros() {
        for (int place = 0; place < Workspace.BLOCK; place++) {
            stead[place] = Bins.HALF + place % BINS * LINE;
        }
    }

    /**
     * Makes indices for a {@link BinTable} out of the first {@code count} of some numbers of bins.
     *
     * @param numbers as {@link BinNumbers} gives them, overwritten
     */
    void spread(int[] numbers, int count) {
        spread(numbers, count, stead, zeros);
    }

    private static void spread(int[] numbers, int count, int[] stead, int[] zeros) {
        for (int i = 0; i < count; i++) {
            int index = numbers[i] & MASK;
            int ifZero = (index - 1) >> 31;
            zeros[i] -= ifZero;
            numbers[i] = index | (ifZero & stead[i]);
        }
    }

    /** Gives bin 0 what was counted for it elsewhere since the last time. */
    void moveBack(int[] counts) {
        for (int first = 0; first < BINS; first++) {
            int moved = 0;
            for (int place = first; place < Workspace.BLOCK; place += BINS) {
                moved += zeros[place];
            }
            counts[stead[first]] -= moved;
            counts[0] += moved;
        }
        Arrays.fill(zeros, 0);
    }
}
