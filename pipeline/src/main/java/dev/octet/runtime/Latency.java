package dev.octet.runtime;

import java.util.Arrays;
import java.util.List;

/**
 * How long a model takes for one run, in milliseconds.
 *
 * @param p10 a tenth of the runs took at most this
 * @param median half of the runs took at most this
 * @param p90 nine tenths of the runs took at most this
 * @param times every run, in the order they were made
 */
public record Latency(double p10, double median, double p90, List<Double> times) {
    private static final double NANOS_PER_MILLI = 1e6;

    /** Copies the list. */
    public Latency {
        times = List.copyOf(times);
    }

    /** Of these times in nanoseconds, at least one. */
    static Latency of(long[] nanos) {
        List<Double> times =
                Arrays.stream(nanos).mapToObj(n -> n / NANOS_PER_MILLI).toList();
        double[] sorted =
                times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Latency(quantile(sorted, 0.1), quantile(sorted, 0.5), quantile(sorted, 0.9), times);
    }

    /** Linear between the two nearest of the sorted values. */
    static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
