package dev.octet.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against all partitions of few values, and against Lloyd's iteration with restarts over many. */
class KMeansTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void findsTheBestOfAllPartitions(long seed) {
        Random random = new Random(seed);
        float[] elements = gaussian(random, 12);
        for (int size = 1; size <= 5; size++) {
            Distribution distribution = Distribution.of(elements, 0, elements.length);

            double error = KMeans.of(distribution, size).squaredError(distribution);

            float[] sorted = elements.clone();
            Arrays.sort(sorted);
            assertThat(error).isCloseTo(leastError(sorted, 0, size), Percentage.withPercentage(1e-4));
        }
    }

    /** The least error of all ways to cut the values from {@code from} on into runs. */
    private static double leastError(float[] sorted, int from, int runs) {
        if (runs == 1) {
            return runError(sorted, from, sorted.length);
        }
        double least = Double.POSITIVE_INFINITY;
        for (int end = from + 1; end <= sorted.length - runs + 1; end++) {
            least = Math.min(least, runError(sorted, from, end) + leastError(sorted, end, runs - 1));
        }
        return least;
    }

    private static double runError(float[] sorted, int from, int end) {
        double mean = 0;
        for (int i = from; i < end; i++) {
            mean += sorted[i];
        }
        mean /= end - from;
        double error = 0;
        for (int i = from; i < end; i++) {
            error += (sorted[i] - mean) * (sorted[i] - mean);
        }
        return error;
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 256})
    void isAsGoodAsLloydsIterationWithRestarts(int size) {
        Random random = new Random(11);
        float[] elements = gaussian(random, 6000);
        Distribution distribution = Distribution.of(elements, 0, elements.length);

        double error = KMeans.of(distribution, size).squaredError(distribution);

        double least = Double.POSITIVE_INFINITY;
        for (int restart = 0; restart < 3; restart++) {
            least = Math.min(least, lloyd(elements, size, random));
        }
        assertThat(error).isLessThan(least * 1.005);
    }

    /** As a textbook has it: start at random elements; until nothing changes, assign and average. */
    private static double lloyd(float[] elements, int size, Random random) {
        double[] means = random.ints(size, 0, elements.length)
                .mapToDouble(i -> elements[i])
                .sorted()
                .toArray();
        double error = Double.POSITIVE_INFINITY;
        for (int round = 0; round < 60; round++) {
            double[] sums = new double[size];
            int[] counts = new int[size];
            error = 0;
            for (float element : elements) {
                int nearest = 0;
                for (int i = 1; i < size; i++) {
                    nearest = Math.abs(element - means[i]) < Math.abs(element - means[nearest]) ? i : nearest;
                }
                sums[nearest] += element;
                counts[nearest]++;
                error += (element - means[nearest]) * (element - means[nearest]);
            }
            for (int i = 0; i < size; i++) {
                means[i] = counts[i] == 0 ? means[i] : sums[i] / counts[i];
            }
        }
        return error;
    }

    @Test
    void keepsFewDifferentValuesExactly() {
        float[] elements = {0.1f, -3.5f, 0.1f, 7e-20f, 0.1f, 1e10f};
        Distribution distribution = Distribution.of(elements, 0, elements.length);

        Codebook codebook = KMeans.of(distribution, 16);

        assertThat(codebook.size()).isEqualTo(4);
        for (float element : elements) {
            assertThat(codebook.value(codebook.code(element))).isEqualTo(element);
        }
    }

    private static float[] gaussian(Random random, int count) {
        float[] elements = new float[count];
        for (int i = 0; i < count; i++) {
            elements[i] = (float) random.nextGaussian();
        }
        return elements;
    }
}
