package dev.octet.codebook;

import java.util.Arrays;

/**
 * The partition of a sorted list into runs with the least sum of squared distances to the runs' means.
 *
 * <p>The least cost of the first {@code j} values in {@code k} runs is that of the first {@code i} in {@code k - 1}
 * plus the cost of one run of the rest, for the best {@code i}; which {@code i} is best never falls as {@code j} rises,
 * so halving the list finds all in {@code n log n} steps. Source: as {@link KMeans}.
 */
final class OptimalPartition {
    private final Distribution distribution;
    private final double[] counts;
    private final double[] sums;
    private final double[] squares;
    private double[] before = new double[0];
    private double[] costs = new double[0];

    OptimalPartition(Distribution distribution) {
        this.distribution = distribution;
        int size = distribution.size();
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
        int size = distribution.size();
        int[][] starts = new int[runs + 1][size + 1];
        before = new double[size + 1];
        Arrays.fill(before, 1, size + 1, Double.POSITIVE_INFINITY);
        for (int run = 1; run <= runs; run++) {
            costs = new double[size + 1];
            Arrays.fill(costs, 0, run, Double.POSITIVE_INFINITY);
            fill(run, size, run - 1, size - 1, starts[run]);
            before = costs;
        }
        double[] means = new double[runs];
        int end = size;
        for (int run = runs; run > 0; run--) {
            int start = starts[run][end];
            means[run - 1] = mean(start, end);
            end = start;
        }
        return means;
    }

    /** Least costs of the first {@code low} to {@code high} values, given where their last runs may start. */
    private void fill(int low, int high, int firstStart, int lastStart, int[] starts) {
        if (low > high) {
            return;
        }
        int end = (low + high) >>> 1;
        double best = Double.POSITIVE_INFINITY;
        int bestStart = firstStart;
        for (int start = firstStart; start <= Math.min(lastStart, end - 1); start++) {
            double cost = before[start] + cost(start, end);
            if (cost < best) {
                best = cost;
                bestStart = start;
            }
        }
        costs[end] = best;
        starts[end] = bestStart;
        fill(low, end - 1, firstStart, bestStart, starts);
        fill(end + 1, high, bestStart, lastStart, starts);
    }

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
