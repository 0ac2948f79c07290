package dev.octet.observe;

import org.jspecify.annotations.Nullable;

/** Counts values into a {@link BinTable} whose bins widen as the values ask for it. */
final class HistogramBuilder {
    /** With fewer values it takes longer to move a tally's counts than its tables save. */
    private static final int FEWEST_TALLIED = 8192;

    /** Counts the first {@code count} of some numbers of bins. */
    private interface Counter {
        void count(int[] numbers, int count);
    }

    private @Nullable BinTable table;
    private int exponent = Bins.SMALLEST_EXPONENT;

    /**
     * Counts values with these extremes, of which there may be more before {@link #finish}.
     *
     * @param rule a way to number their bins that holds for them
     */
    void add(Values values, MinMax extremes, BinNumbers.Rule rule, Workspace workspace) {
        int needed = Bins.exponent(extremes.magnitude());
        boolean nonNegative = extremes.min() >= 0;
        Tally tally = workspace.tally;
        if (!tally.isEmpty() && (needed > exponent || !tally.expects(nonNegative))) {
            finish(workspace);
        }
        BinTable grown = grown(needed);
        if (values.count() < FEWEST_TALLIED) {
            count(values, rule, workspace, grown::count);
        } else {
            tally.expect(nonNegative);
            count(values, rule, workspace, tally::count);
        }
    }

    /** Takes what is still in the thread's tally, which others use next. */
    void finish(Workspace workspace) {
        if (table != null && !workspace.tally.isEmpty()) {
            table.add(workspace.tally);
        }
    }

    private void count(Values values, BinNumbers.Rule rule, Workspace workspace, Counter counter) {
        float inverse = Math.scalb(1f, -exponent);
        int[] numbers = workspace.numbers;
        values.forEach((block, count) -> {
            workspace.binNumbers.of(block, count, inverse, rule, numbers);
            counter.count(numbers, count);
        });
    }

    /** The smallest magnitude of negative values that can be numbered the quick way while the bins stay as they are. */
    float smallestNegative() {
        return BinNumbers.smallestNegative(exponent);
    }

    /** Adds what a histogram counted. */
    void add(Histogram histogram) {
        if (histogram.total() > 0) {
            grown(histogram.exponent()).add(histogram, exponent);
        }
    }

    Histogram build() {
        return table == null ? Histogram.EMPTY : table.histogram(exponent);
    }

    private BinTable grown(int needed) {
        if (table == null) {
            table = new BinTable();
            exponent = needed;
        } else if (needed > exponent) {
            table.join(needed - exponent);
            exponent = needed;
        }
        return table;
    }
}
