package dev.octet.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against the dynamic program that tries every start of every run, for each number of runs. */
class OptimalPartitionTest {
    private static final int ELEMENTS = 120;

    /** Kinds of values; on a grid many partitions are equally good. */
    enum Values {
        NORMAL,
        LONG_TAILED,
        ON_A_GRID,
        MOSTLY_ZERO,
        WITH_FAR_ONES;

        private double of(double normal) {
            return switch (this) {
                case NORMAL -> normal;
                case LONG_TAILED -> normal * normal * normal;
                case ON_A_GRID -> Math.rint(normal * 20);
                case MOSTLY_ZERO -> Math.abs(normal) < 0.7 ? 0 : normal;
                case WITH_FAR_ONES -> normal > 1.5 ? 1000 * normal : normal;
            };
        }

        Distribution distribution() {
            Random random = new Random(3);
            float[] elements = new float[ELEMENTS];
            for (int i = 0; i < ELEMENTS; i++) {
                elements[i] = (float) of(random.nextGaussian());
            }
            return Distribution.of(elements, 0, ELEMENTS);
        }
    }

    @ParameterizedTest
    @EnumSource
    void isTheBestForEachNumberOfRuns(Values values) {
        requireBest(values.distribution());
    }

    /** Joining any two neighbors costs the same, so no price of a run leads to most numbers of runs. */
    @Test
    void isTheBestWhereAllRunsCostTheSame() {
        double[] even = new double[37];
        Arrays.setAll(even, i -> i);
        long[] once = new long[37];
        Arrays.fill(once, 1);

        requireBest(new Distribution(even, once));
    }

    private static void requireBest(Distribution distribution) {
        double[] least = leastErrors(distribution);
        for (int runs = 1; runs <= distribution.size(); runs++) {
            double[] means = new OptimalPartition(distribution).means(runs);

            assertThat(means).hasSize(runs).isSorted();
            assertThat(error(distribution, means))
                    .as("%d runs", runs)
                    .isCloseTo(least[runs], Offset.offset(1e-9 * least[1]));
        }
    }

    /** Sum of the squared distances to the nearest mean. */
    private static double error(Distribution distribution, double[] means) {
        double sum = 0;
        for (int i = 0; i < distribution.size(); i++) {
            double value = distribution.value(i);
            double nearest = Arrays.stream(means)
                    .map(mean -> (value - mean) * (value - mean))
                    .min()
                    .orElseThrow();
            sum += distribution.count(i) * nearest;
        }
        return sum;
    }

    /** The least error of each number of runs. */
    private static double[] leastErrors(Distribution distribution) {
        int size = distribution.size();
        double[] least = new double[size + 1];
        double[] before = new double[size + 1];
        Arrays.fill(before, 1, size + 1, Double.POSITIVE_INFINITY);
        for (int runs = 1; runs <= size; runs++) {
            double[] costs = new double[size + 1];
            Arrays.fill(costs, Double.POSITIVE_INFINITY);
            for (int start = 0; start < size; start++) {
                addRuns(distribution, start, before[start], costs);
            }
            least[runs] = costs[size];
            before = costs;
        }
        return least;
    }

    /** Puts in what the first values cost whose last run has a given start. */
    private static void addRuns(Distribution distribution, int start, double before, double[] costs) {
        double count = 0;
        double mean = 0;
        double error = 0;
        for (int end = start + 1; end < costs.length; end++) {
            // Welford's update of a weighted mean and its squared distances.
            double weight = distribution.count(end - 1);
            double difference = distribution.value(end - 1) - mean;
            count += weight;
            mean += difference * weight / count;
            error += weight * difference * (distribution.value(end - 1) - mean);
            costs[end] = Math.min(costs[end], before + error);
        }
    }
}
