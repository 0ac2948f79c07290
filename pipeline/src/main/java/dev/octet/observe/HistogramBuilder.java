package dev.octet.observe;

import org.jspecify.annotations.Nullable;

/** Counts values into a {@link BinTable} whose bins widen as the values ask for it. */
final class HistogramBuilder {
    private final int room;
    /** What was counted before, apart from the table. */
    private Histogram settled = Histogram.EMPTY;

    private @Nullable BinTable table;
    private int exponent = Bins.SMALLEST_EXPONENT;

    /** Of nothing. */
    HistogramBuilder() {
        this(Integer.MAX_VALUE);
    }

    /** Of nothing; a table is settled before it would have to hold more values than so many. */
    HistogramBuilder(int room) {
        this.room = room;
    }

    /**
     * Counts values with these extremes.
     *
     * @param rule a way to number their bins that holds for them
     */
    void add(Values values, MinMax extremes, BinNumbers.Rule rule, Workspace workspace) {
        BinTable open = table(Bins.exponent(extremes.magnitude()), values.count());
        float inverse = Math.scalb(1f, -exponent);
        int[] numbers = workspace.numbers;
        try {
            values.forEach((block, count) -> {
                workspace.binNumbers.of(block, count, inverse, rule, numbers);
                open.count(numbers, count, workspace.zeros);
            });
        } finally {
            open.moveBack(workspace.zeros);
        }
    }

    /** The smallest magnitude of negative values that can be numbered the quick way while the bins stay as they are. */
    float smallestNegative() {
        return BinNumbers.smallestNegative(exponent);
    }

    /** Adds what a histogram counted. */
    void add(Histogram histogram) {
        settled = settled.merge(histogram);
        widen(histogram.exponent());
    }

    /** Everything counted so far. */
    Histogram build() {
        return table == null ? settled : table.histogram(exponent, settled);
    }

    /** A table with room for some values and bins of at least a width. */
    private BinTable table(int needed, int values) {
        if (table != null && table.room() < values) {
            settled = build();
            table = null;
        }
        widen(needed);
        if (table == null) {
            table = new BinTable(room);
        }
        return table;
    }

    private void widen(int needed) {
        if (table != null && needed > exponent) {
            table.join(needed - exponent);
        }
        exponent = Math.max(exponent, needed);
    }
}
