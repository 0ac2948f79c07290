package dev.octet.codebook;

import java.util.Arrays;

/** How often which values occur, in rising order of the values; at least one. Immutable. */
final class Distribution {
    private final double[] values;
    private final long[] counts;

    /** Takes over both arrays. */
    Distribution(double[] values, long[] counts) {
        this.values = values;
        this.counts = counts;
    }

    /** The exact distribution of some finite values. */
    static Distribution of(float[] elements, int from, int count) {
        float[] sorted = Arrays.copyOfRange(elements, from, from + count);
        Arrays.sort(sorted);
        double[] values = new double[count];
        long[] counts = new long[count];
        int kept = -1;
        for (float value : sorted) {
            if (kept < 0 || value != values[kept]) {
                values[++kept] = value;
            }
            counts[kept]++;
        }
        return new Distribution(Arrays.copyOf(values, kept + 1), Arrays.copyOf(counts, kept + 1));
    }

    int size() {
        return values.length;
    }

    double value(int index) {
        return values[index];
    }

    long count(int index) {
        return counts[index];
    }

    double lowest() {
        return values[0];
    }

    double highest() {
        return values[values.length - 1];
    }

    /** Sum of the squares of all values. */
    double energy() {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += counts[i] * values[i] * values[i];
        }
        return sum;
    }

    /**
     * This distribution with neighbors joined until at most {@code limit} values are left. As many are left in each
     * region as a quantizer of least squared error would put there: in proportion to the cube root of the density.
     *
     * <p>Source: Panter and Dite, "Quantization Distortion in Pulse-Count Modulation with Nonuniform Spacing of Levels"
     * (1951).
     */
    Distribution coarse(int limit) {
        if (values.length <= limit) {
            return this;
        }
        double[] reached = new double[values.length];
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            double width = (values[Math.min(i + 1, values.length - 1)] - values[Math.max(i - 1, 0)]) / 2;
            sum += Math.cbrt(counts[i] * width * width);
            reached[i] = sum;
        }
        double[] joined = new double[limit];
        long[] together = new long[limit];
        for (int i = 0; i < values.length; i++) {
            int place = Math.min(limit - 1, (int) (reached[i] / sum * limit));
            joined[place] += counts[i] * values[i];
            together[place] += counts[i];
        }
        return means(joined, together);
    }

    /**
     * The distribution of the means of groups in rising order, given each group's sum and count; groups may be empty.
     */
    static Distribution means(double[] sums, long[] counts) {
        int kept = 0;
        for (long count : counts) {
            kept += count > 0 ? 1 : 0;
        }
        double[] values = new double[kept];
        long[] together = new long[kept];
        int place = 0;
        for (int i = 0; i < sums.length; i++) {
            if (counts[i] > 0) {
                values[place] = sums[i] / counts[i];
                together[place++] = counts[i];
            }
        }
        return new Distribution(values, together);
    }
}
