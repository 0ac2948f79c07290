package dev.octet.observe;

import java.util.Arrays;

/**
 * The divergences of {@link EntropyEstimator}, from sums that are made once: with h the counts, T their sum and S that
 * of the first i, {@code T * divergence} is
 *
 * <pre>{@code
 * sum_j h_j ln h_j  -  sum_k H_k ln(H_k / n_k)  +  tail terms  +  T ln(S / T)
 * }</pre>
 *
 * <p>where H_k is the mass and n_k the number of bins that are not empty in interval k. So each i costs a term for
 * every interval, not for every bin, and most terms are known from another i: intervals have few widths.
 *
 * <p>Most i cost few terms, since the sum over intervals is at most that over their bins, {@code sum_j h_j ln h_j}
 * (log-sum inequality): what would diverge more than another even with that for the intervals to come is given up.
 */
final class EntropySearch {
    /** More than rounding makes of two divergences that are equal, in nats. */
    private static final double SLACK = 1e-9;

    /** Intervals from one question whether to give up to the next; a power of two. */
    private static final int ASKED_EVERY = 16;

    private final int bins;
    private final int levels;
    /** Over the bins below the index: mass, bins that are not empty, and h ln h. */
    private final double[] mass;

    private final int[] filled;
    private final double[] entropy;
    /** What intervals add to the sum, by number of bins and first bin; NaN where not known yet, empty where none is. */
    private final double[][] intervals;

    EntropySearch(Magnitudes magnitudes, int levels) {
        this.bins = magnitudes.bins();
        this.levels = levels;
        this.mass = new double[bins + 1];
        this.filled = new int[bins + 1];
        this.entropy = new double[bins + 1];
        this.intervals = new double[bins / levels + 2][0];
        for (int bin = 0; bin < bins; bin++) {
            // Bin 0 takes the count of bin 1.
            double count = magnitudes.count(bin == 0 && bins > 1 ? 1 : bin);
            mass[bin + 1] = mass[bin] + count;
            filled[bin + 1] = filled[bin] + (count > 0 ? 1 : 0);
            entropy[bin + 1] = entropy[bin] + timesLog(count, count);
        }
    }

    /** The last number of bins, from {@code first} on, whose divergence is smallest; all if none is finite. */
    int best(int first, int stride) {
        int best = bins;
        double smallest = Double.POSITIVE_INFINITY;
        // From the end where little is clipped, for there the divergence soon is small.
        for (int i = bins - (bins - first) % stride; i >= first; i -= stride) {
            double divergence = divergence(i, smallest + SLACK);
            if (divergence < smallest) {
                smallest = divergence;
                best = i;
            }
        }
        return best;
    }

    /** The divergence in nats if the first {@code i} bins are kept. */
    double divergence(int i) {
        return divergence(i, Double.POSITIVE_INFINITY);
    }

    /** The same, or something larger than {@code most} where it is. */
    private double divergence(int i, double most) {
        double total = mass[bins];
        double tail = total - mass[i];
        double last = mass[i] - mass[i - 1];
        if (mass[i] == 0 || (last == 0 && tail > 0)) {
            return Double.POSITIVE_INFINITY;
        }
        int lastStart = start(intervalOf(i - 1, i), i);
        double clipped = tail == 0 ? 0 : tail * Math.log(mean(lastStart, i));
        double original = entropy[i - 1] + timesLog(last + tail, last + tail);
        double kept = Math.log(mass[i] / total);
        return (original - quantized(i, clipped, original - (most - kept) * total)) / total + kept;
    }

    /**
     * A sum continued over the intervals if i bins are kept, or something below {@code least} where it is. The k-th
     * ends at {@code ceil(k * i / levels)}.
     */
    private double quantized(int i, double before, double least) {
        int step = i / levels;
        int stepRest = i % levels;
        int floor = 0;
        int rest = 0;
        int from = 0;
        double sum = before;
        for (int k = 1; k <= levels && from < i; k++) {
            if (k % ASKED_EVERY == 1 && sum + (entropy[i] - entropy[from]) < least) {
                return sum + (entropy[i] - entropy[from]);
            }
            floor += step;
            rest += stepRest;
            if (rest >= levels) {
                rest -= levels;
                floor++;
            }
            int to = rest == 0 ? floor : floor + 1;
            if (to > from) {
                sum += interval(from, to);
            }
            from = to;
        }
        return sum;
    }

    /** H ln(H / n) of bins {@code from} to {@code to - 1}; asked for again and again, with few widths. */
    private double interval(int from, int to) {
        double[] known = intervals[to - from];
        if (known.length == 0) {
            known = new double[bins];
            Arrays.fill(known, Double.NaN);
            intervals[to - from] = known;
        }
        double value = known[from];
        if (Double.isNaN(value)) {
            double inside = mass[to] - mass[from];
            value = inside == 0 ? 0 : inside * Math.log(inside / (filled[to] - filled[from]));
            known[from] = value;
        }
        return value;
    }

    private double mean(int from, int to) {
        return (mass[to] - mass[from]) / (filled[to] - filled[from]);
    }

    /** The interval that a bin belongs to if i bins are kept. */
    private int intervalOf(int bin, int i) {
        return (int) ((long) bin * levels / i);
    }

    /** The first bin of an interval if i bins are kept. */
    private int start(int interval, int i) {
        return (int) (((long) interval * i + levels - 1) / levels);
    }

    private static double timesLog(double factor, double value) {
        return factor == 0 ? 0 : factor * Math.log(value);
    }
}
