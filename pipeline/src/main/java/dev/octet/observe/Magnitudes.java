package dev.octet.observe;

/**
 * Counts of absolute values: bin {@code i} holds the magnitudes from {@code i * width} to {@code (i + 1) * width},
 * folded together from bins {@code i} and {@code -1 - i} of a histogram.
 */
final class Magnitudes {
    private final double width;
    private final long[] counts;
    private final long total;

    Magnitudes(Histogram histogram) {
        width = histogram.width();
        total = histogram.total();
        int lowest = histogram.first();
        int highest = lowest + histogram.bins() - 1;
        counts = new long[Math.max(highest + 1, -lowest)];
        for (int offset = 0; offset < histogram.bins(); offset++) {
            int bin = lowest + offset;
            counts[bin < 0 ? -1 - bin : bin] += histogram.count(offset);
        }
    }

    int bins() {
        return counts.length;
    }

    long count(int bin) {
        return counts[bin];
    }

    long total() {
        return total;
    }

    /** The magnitude where a bin begins and the one before it ends. */
    float edge(int bin) {
        return (float) Math.min(Float.MAX_VALUE, bin * width);
    }

    /** The first bin up to which at least a share of the values lies, from 0 to 1. */
    int binOfShare(double share) {
        long below = 0;
        for (int bin = 0; bin < counts.length; bin++) {
            below += counts[bin];
            if (below >= share * total) {
                return bin;
            }
        }
        return counts.length - 1;
    }
}
