package dev.octet.observe;

import java.util.Arrays;

/**
 * Counts of the bins of a few values, on their way to the {@link BinTable} of the tensor they belong to.
 *
 * <p>Values are counted into tables in turn, so that a run of equal values, such as the zeros behind a Relu, need not
 * wait for one memory cell. Where no value is negative, the halves for negative bins serve as two more tables.
 */
final class Tally {
    private static final int SIZE = 2 * Bins.HALF;
    private static final int MASK = SIZE - 1;
    private static final int HALF_MASK = Bins.HALF - 1;

    private final int[] even = new int[SIZE];
    private final int[] odd = new int[SIZE];
    private boolean folded;
    private int total;

    /** How many values are counted. */
    int total() {
        return total;
    }

    boolean isEmpty() {
        return total == 0;
    }

    /** Says, while nothing is counted, whether no value that comes is negative. */
    void expect(boolean nonNegative) {
        folded = nonNegative;
    }

    /** Whether that is what was said. */
    boolean expects(boolean nonNegative) {
        return folded == nonNegative;
    }

    /**
     * Counts the first {@code count} values of a block.
     *
     * @param numbers of their bins, as {@link BinNumbers} gives them
     */
    void count(int[] numbers, int count) {
        total += count;
        if (count < Workspace.BLOCK) {
            countSome(numbers, count, even);
        } else if (folded) {
            countFolded(numbers, even, odd);
        } else {
            countBlock(numbers, even, odd);
        }
    }

    private static void countSome(int[] numbers, int count, int[] table) {
        for (int i = 0; i < count; i++) {
            table[numbers[i] & MASK]++;
        }
    }

    // A fixed length and a step of tables: the compiler unrolls these and drops checks.

    private static void countBlock(int[] numbers, int[] even, int[] odd) {
        for (int i = 0; i < Workspace.BLOCK; i += 2) {
            even[numbers[i] & MASK]++;
            odd[numbers[i + 1] & MASK]++;
        }
    }

    private static void countFolded(int[] numbers, int[] even, int[] odd) {
        for (int i = 0; i < Workspace.BLOCK; i += 4) {
            even[numbers[i] & HALF_MASK]++;
            odd[numbers[i + 1] & HALF_MASK]++;
            even[(numbers[i + 2] & HALF_MASK) + Bins.HALF]++;
            odd[(numbers[i + 3] & HALF_MASK) + Bins.HALF]++;
        }
    }

    /** Adds all counts to others and begins anew. */
    void moveTo(int[] counts) {
        if (folded) {
            addHalves(even, odd, counts);
        } else {
            addBoth(even, odd, counts);
        }
        Arrays.fill(even, 0);
        Arrays.fill(odd, 0);
        total = 0;
    }

    private static void addBoth(int[] even, int[] odd, int[] counts) {
        for (int i = 0; i < SIZE; i++) {
            counts[i] += even[i] + odd[i];
        }
    }

    private static void addHalves(int[] even, int[] odd, int[] counts) {
        for (int i = 0; i < Bins.HALF; i++) {
            counts[i] += even[i] + even[i + Bins.HALF] + odd[i] + odd[i + Bins.HALF];
        }
    }
}
