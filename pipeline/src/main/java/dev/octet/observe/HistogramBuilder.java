package dev.octet.observe;

import org.jspecify.annotations.Nullable;

/** Counts values into a {@link BinTable} whose bins widen as the values ask for it. */
final class HistogramBuilder {
    private @Nullable BinTable table;
    private int exponent = Bins.SMALLEST_EXPONENT;

    /** Counts values with these extremes. */
    void add(Values values, MinMax extremes, Workspace workspace) {
        BinTable grown = grown(Bins.exponent(extremes.magnitude()));
        float inverse = Math.scalb(1f, -exponent);
        values.forEach((block, count) -> grown.count(block, count, inverse, workspace));
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
