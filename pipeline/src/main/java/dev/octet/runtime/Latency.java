package dev.octet.runtime;

import java.util.Arrays;

/**
 * How long a model takes for one run, in milliseconds.
 *
 * @param p10 a tenth of the runs took at most this
 * @param median half of the runs took at most this
 * @param p90 nine tenths of the runs took at most this
 */
public record Latency(double p10, double median, double p90) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Of these times in nanoseconds, at least one. */
    static Latency of(long[] nanos) {
        double[] sorted = Arrays.stream(nanos)
                .sorted()
                .mapToDouble(n -> n / NANOS_PER_MILLI)
                .toArray();
        return new Latency(quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9));
    }

    /** Linear between the two nearest of the sorted values. */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
