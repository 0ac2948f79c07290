package dev.octet.observe;

import dev.octet.affine.Range;
import java.util.EnumSet;
import java.util.Set;

/**
 * The range that keeps a percentage of the values and clips the rest.
 *
 * <p>Symmetric: the smallest {@code [-t, t]} with that percentage, {@code t} an upper edge of a bin of absolute values.
 * Asymmetric: half of the rest is cut below and half above. Never wider than the observed extremes, and never empty
 * where these are not: a bin that holds the percentile is kept whole, whereas taking its lower edge, as
 * pytorch-quantization and ONNX Runtime do, yields [0, 0] if nearly all values are 0.
 *
 * <p>Source: Wu et al. 2020, "Integer Quantization for Deep Learning Inference", section 5.2.
 *
 * @param percentile above 0, at most 100
 * @param symmetric whether the range is symmetric before it is cut to the extremes
 */
public record PercentileEstimator(double percentile, boolean symmetric) implements RangeEstimator {
    /** 99.999 %, asymmetric. */
    public static final PercentileEstimator DEFAULT = new PercentileEstimator(99.999, false);

    /**
     * Checks the percentage.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public PercentileEstimator {
        if (!(percentile > 0 && percentile <= 100)) {
            throw new IllegalArgumentException("Expected a percentile above 0 and at most 100, got " + percentile);
        }
    }

    @Override
    public Estimate estimate(TensorStatistics statistics) {
        Range extremes = Needs.extremes(statistics);
        Histogram histogram = Needs.histogram(statistics);
        Range range = symmetric ? symmetricRange(histogram) : asymmetricRange(histogram);
        return new Estimate(range.clampedTo(extremes), name() + " " + percentile);
    }

    private Range symmetricRange(Histogram histogram) {
        Magnitudes magnitudes = new Magnitudes(histogram);
        return Range.symmetric(magnitudes.edge(magnitudes.binOfShare(percentile / 100) + 1));
    }

    private Range asymmetricRange(Histogram histogram) {
        double cut = (100 - percentile) / 200 * histogram.total();
        int lowest = 0;
        for (double below = histogram.count(0); below <= cut && lowest < histogram.bins() - 1; ) {
            lowest++;
            below += histogram.count(lowest);
        }
        int highest = histogram.bins() - 1;
        for (double above = histogram.count(highest); above <= cut && highest > lowest; ) {
            highest--;
            above += histogram.count(highest);
        }
        return new Range(bound(histogram.edge(lowest)), bound(histogram.edge(highest + 1)));
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
        return "percentile";
    }
}
