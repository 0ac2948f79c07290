package dev.octet.codebook;

import java.util.Arrays;

/**
 * The partition of a sorted list into runs with the least sum of squared distances to the runs' means.
 *
 * <p>Where each run has a price, the best partition of any number of runs takes {@code n log n} steps, however many it
 * has ({@link #cheapest}); the higher the price the fewer the runs. So the price is sought that leads to as many as are
 * wanted. Where the number jumps over that, both sides of the jump cost the same, and a partition between them is made
 * of the beginning of one and the end of the other.
 *
 * <p>Source: Aggarwal, Schieber and Tokuyama, "Finding a Minimum-Weight k-Link Path in Graphs with the Concave Monge
 * Property and Applications" (1994); Grønlund and others, "Fast Exact k-Means, k-Medians and Bregman Divergence
 * Clustering in 1D" (2017), arXiv 1701.07204.
 */
final class OptimalPartition {
    /** Halvings that leave nothing between two prices. */
    private static final int PRICES = 64;

    private final Distribution distribution;
    private final int size;
    private final double[] counts;
    private final double[] sums;
    private final double[] squares;

    OptimalPartition(Distribution distribution) {
        this.distribution = distribution;
        this.size = distribution.size();
        counts = new double[size + 1];
        sums = new double[size + 1];
        squares = new double[size + 1];
        // Differences of sums are exact enough only near zero.
        double middle = distribution.value(size / 2);
        for (int i = 0; i < size; i++) {
            double value = distribution.value(i) - middle;
            counts[i + 1] = counts[i] + distribution.count(i);
            sums[i + 1] = sums[i] + distribution.count(i) * value;
            squares[i + 1] = squares[i] + distribution.count(i) * value * value;
        }
    }

    /** The means of the best runs, in rising order; {@code runs} from 1 to the number of values. */
    double[] means(int runs) {
        int[] limits = limits(runs);
        double[] means = new double[runs];
        for (int run = 0; run < runs; run++) {
            means[run] = mean(limits[run], limits[run + 1]);
        }
        return means;
    }

    /** Where the best runs start, and the end of the last. */
    private int[] limits(int runs) {
        int[] fewer = {0, size};
        int[] more = new int[size + 1];
        Arrays.setAll(more, i -> i);
        double low = 0;
        double high = cost(0, size);
        // With evenly distributed values the price falls with the third power of the number of runs.
        double price = high / runs / runs / runs;
        for (int i = 0; i < PRICES && fewer.length - 1 != runs && more.length - 1 != runs; i++) {
            int[] found = cheapest(price);
            int count = found.length - 1;
            if (count > runs) {
                more = found;
                low = price;
            } else {
                fewer = found;
                high = price;
            }
            double guess = price * Math.pow((double) count / runs, 3);
            boolean isBetween = i < PRICES / 4 && guess > low && guess < high;
            price = isBetween ? guess : low == 0 ? high / 8 : Math.sqrt(low) * Math.sqrt(high);
        }
        return joined(fewer, more, runs);
    }

    /**
     * The first runs of one partition and the last of another of more runs, as many as are wanted, joined where a run
     * of the one covers a run of the other. There is such a place: one is ahead at the start, the other at the end.
     */
    private static int[] joined(int[] fewer, int[] more, int runs) {
        int surplus = more.length - 1 - runs;
        int first = 1;
        while (first < fewer.length - 1 && more[first + surplus] > fewer[first]) {
            first++;
        }
        int[] joined = Arrays.copyOf(fewer, runs + 1);
        System.arraycopy(more, first + surplus, joined, first, runs + 1 - first);
        return joined;
    }

    /**
     * The limits of the partition that costs least when each run costs a price besides.
     *
     * <p>The last run of the first {@code end} values starts at one of the values before. A later start, once it is
     * better than an earlier one, is so for every later end; so each start is best for a stretch of ends, if for any,
     * and a queue of those stretches is all that is kept.
     */
    private int[] cheapest(double price) {
        double[] least = new double[size + 1];
        int[] starts = new int[size + 1];
        int[] queue = new int[size + 1];
        int[] from = new int[size + 1];
        int head = 0;
        int tail = 1;
        for (int end = 1; end <= size; end++) {
            while (head + 1 < tail && from[head + 1] <= end) {
                head++;
            }
            starts[end] = queue[head];
            least[end] = least[queue[head]] + cost(queue[head], end) + price;
            while (tail - 1 > head && isBetter(end, queue[tail - 1], from[tail - 1], least)) {
                tail--;
            }
            int better = firstBetter(end, queue[tail - 1], Math.max(from[tail - 1], end + 1), least);
            if (better <= size) {
                queue[tail] = end;
                from[tail++] = better;
            }
        }
        return limits(starts);
    }

    /** The first end from some on for which a later start is better; behind the last if there is none. */
    private int firstBetter(int later, int earlier, int from, double[] least) {
        int low = from;
        int high = size + 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (isBetter(later, earlier, middle, least)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private boolean isBetter(int later, int earlier, int end, double[] least) {
        return least[later] + cost(later, end) < least[earlier] + cost(earlier, end);
    }

    /** From the end to the start along the last runs. */
    private int[] limits(int[] starts) {
        int[] limits = new int[size + 1];
        int place = size;
        for (int end = size; end > 0; end = starts[end]) {
            limits[place--] = end;
        }
        return Arrays.copyOfRange(limits, place, size + 1);
    }

    /** Sum of the squared distances of a run to its mean. */
    private double cost(int start, int end) {
        double sum = sums[end] - sums[start];
        return end - start == 1
                ? 0
                : Math.max(0, squares[end] - squares[start] - sum * sum / (counts[end] - counts[start]));
    }

    private double mean(int start, int end) {
        double sum = 0;
        double count = 0;
        for (int i = start; i < end; i++) {
            sum += distribution.count(i) * distribution.value(i);
            count += distribution.count(i);
        }
        return end - start == 1 ? distribution.value(start) : sum / count;
    }
}
