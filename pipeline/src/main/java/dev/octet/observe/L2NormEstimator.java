package dev.octet.observe;

import dev.octet.affine.Range;
import java.util.EnumSet;
import java.util.Set;

/**
 * The range that PyTorch's HistogramObserver finds: bins are cut from the side that loses less mass for it, in steps of
 * a quantile, until the squared error of quantizing what is left grows.
 *
 * <p>With a share {@code a} cut below and {@code b} above, both 0 at first: a step would cut {@code a + step} below or
 * {@code b + step} above; the one that removes more bins is taken. The error is that of {@code 2^bits} levels at the
 * centers of equal parts of the range, zero or not.
 *
 * <p>Source: PyTorch, HistogramObserver, and caffe2's norm_minimization before it. There 2,048 bins, here those of the
 * histogram.
 *
 * @param bits bits of the codes
 * @param step share of the values that a step cuts, above 0 and below 1; 0.00001 in PyTorch
 */
public record L2NormEstimator(int bits, double step) implements RangeEstimator {
    /** 8 bits in steps of 0.00001. */
    public static final L2NormEstimator DEFAULT = new L2NormEstimator(8, 1e-5);

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public L2NormEstimator {
        if (bits < 2 || bits > 16 || !(step > 0 && step < 1)) {
            throw new IllegalArgumentException(
                    "Expected 2 to 16 bits and a step above 0 and below 1, got " + bits + ", " + step);
        }
    }

    /** The same for codes of another width. */
    public L2NormEstimator withBits(int other) {
        return new L2NormEstimator(other, step);
    }

    @Override
    public Estimate estimate(TensorStatistics statistics) {
        Range extremes = Needs.extremes(statistics);
        Histogram histogram = Needs.histogram(statistics);
        Search search = new Search(histogram, 1L << bits);
        search.run(step);
        Range range = new Range(bound(histogram.edge(search.start)), bound(histogram.edge(search.end + 1)));
        return new Estimate(range.clampedTo(extremes), name());
    }

    private static float bound(double edge) {
        return (float) Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, edge));
    }

    @Override
    public Set<StatisticKind> needs() {
        return EnumSet.of(StatisticKind.MIN_MAX, StatisticKind.HISTOGRAM);
    }

    @Override
    public String name() {
        return "l2-norm";
    }

    /** Bins {@code start} to {@code end}, both inclusive, are kept. */
    private static final class Search {
        private final Histogram histogram;
        private final HistogramError error;
        private final long levels;
        private final double[] below;
        private int start;
        private int end;

        Search(Histogram histogram, long levels) {
            this.histogram = histogram;
            this.error = new HistogramError(histogram);
            this.levels = levels;
            this.below = new double[histogram.bins()];
            double sum = 0;
            for (int i = 0; i < below.length; i++) {
                sum += histogram.count(i);
                below[i] = sum;
            }
            end = below.length - 1;
        }

        void run(double step) {
            double total = below[below.length - 1];
            double alpha = 0;
            double beta = 1;
            double smallest = Double.POSITIVE_INFINITY;
            while (alpha < beta) {
                int left = firstReaching((alpha + step) * total);
                int right = lastWithin((beta - step) * total);
                boolean fromBelow = left - start > end - right;
                if (fromBelow) {
                    alpha += step;
                } else {
                    beta -= step;
                }
                int nextStart = fromBelow ? left : start;
                int nextEnd = fromBelow ? end : right;
                if (nextStart == start && nextEnd == end) {
                    continue;
                }
                double norm = norm(nextStart, nextEnd);
                if (norm > smallest) {
                    return;
                }
                smallest = norm;
                start = nextStart;
                end = nextEnd;
            }
        }

        private int firstReaching(double mass) {
            int bin = start;
            while (bin < end && below[bin] < mass) {
                bin++;
            }
            return bin;
        }

        private int lastWithin(double mass) {
            int bin = end;
            while (bin > start && below[bin] > mass) {
                bin--;
            }
            return bin;
        }

        private double norm(int from, int to) {
            double width = histogram.width() * (to - from + 1) / levels;
            return error.of(histogram.edge(from) + width / 2, width, levels);
        }
    }
}
