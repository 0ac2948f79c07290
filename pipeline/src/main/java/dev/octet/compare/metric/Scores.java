package dev.octet.compare.metric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a metric noted of each sample, for all samples or for a choice of them with repetitions.
 *
 * <p>The numbers of a sample are its parts: part 0, part 1 and so on.
 */
public final class Scores {
    private final List<double[]> all;
    private final int[] chosen;

    private Scores(List<double[]> all, int[] chosen) {
        this.all = all;
        this.chosen = chosen;
    }

    /** Of all samples, in their order; the arrays are not copied. */
    public static Scores of(List<double[]> all) {
        return new Scores(all, IntStream.range(0, all.size()).toArray());
    }

    /** Of these samples, which may repeat; the array is not copied. */
    public Scores choose(int[] samples) {
        return new Scores(all, samples);
    }

    /** Number of samples. */
    public int size() {
        return chosen.length;
    }

    /** One part of one sample. */
    public double get(int sample, int part) {
        return all.get(chosen[sample])[part];
    }

    /** One part of every sample. */
    public double[] column(int part) {
        double[] column = new double[chosen.length];
        Arrays.setAll(column, sample -> get(sample, part));
        return column;
    }

    /** Sum of one part, in the order of the samples. */
    public double sum(int part) {
        double sum = 0;
        for (int sample = 0; sample < chosen.length; sample++) {
            sum += get(sample, part);
        }
        return sum;
    }

    /** Mean of one part. */
    public double mean(int part) {
        return sum(part) / size();
    }
}
