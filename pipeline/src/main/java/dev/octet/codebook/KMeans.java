package dev.octet.codebook;

import java.util.Arrays;

/**
 * One-dimensional k-means: the codebook of least squared error.
 *
 * <p>Up to 2,048 different values it is the best there is, see {@link OptimalPartition}. With more, the best for 2,048
 * groups of them is where Lloyd's iteration over all of them starts. There is no chance in it.
 *
 * <p>Source: Lloyd, "Least Squares Quantization in PCM" (1982); Wang and Song, "Ckmeans.1d.dp: Optimal k-means
 * Clustering in One Dimension by Dynamic Programming" (2011).
 */
final class KMeans {
    private static final int EXACT = 2048;
    private static final int ROUNDS = 100;

    private KMeans() {}

    static Codebook of(Distribution distribution, int size) {
        Distribution coarse = distribution.coarse(EXACT);
        double[] means = new OptimalPartition(coarse).means(Math.min(size, coarse.size()));
        return new Codebook(coarse == distribution ? means : improved(distribution, means));
    }

    private static double[] improved(Distribution distribution, double[] start) {
        double[] means = start;
        for (int round = 0; round < ROUNDS; round++) {
            double[] next = step(distribution, means);
            if (Arrays.equals(next, means)) {
                break;
            }
            means = next;
        }
        return means;
    }

    /** The mean of what is nearest to each value; a value that nothing is nearest to stays. */
    private static double[] step(Distribution distribution, double[] means) {
        double[] sums = new double[means.length];
        long[] counts = new long[means.length];
        int nearest = 0;
        for (int i = 0; i < distribution.size(); i++) {
            double value = distribution.value(i);
            while (nearest + 1 < means.length && value > (means[nearest] + means[nearest + 1]) / 2) {
                nearest++;
            }
            sums[nearest] += distribution.count(i) * value;
            counts[nearest] += distribution.count(i);
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i] == 0 ? means[i] : sums[i] / counts[i];
        }
        return sums;
    }
}
