package dev.octet.observe;

import dev.octet.affine.Range;
import java.util.EnumSet;
import java.util.Set;

/**
 * The threshold at which the quantized distribution of absolute values diverges least from the original one, in the
 * form of NVIDIA's pytorch-quantization (Migacz 2017, "8-bit Inference with TensorRT").
 *
 * <p>For each number {@code i} of bins from {@code firstBin} to all, {@code stride} apart: P is bins 0 to i-1 with the
 * mass above added to the last; Q is the same bins without that mass, merged into as many intervals of equal width as
 * there are codes on one side of zero, the mass of each spread evenly over its bins that are not empty. The range is
 * that of the last {@code i} with the smallest Kullback-Leibler divergence {@code sum p ln(p / q)}. Bin 0 first takes
 * the count of bin 1, since the zeros behind a Relu would drown all else.
 *
 * <p>Two differences: no more than {@code 1 - keptShare} of the values may be clipped, since the divergence of smooth
 * data is nearly flat and may pick absurd thresholds; and the histogram has 2,048 to 4,096 bins of absolute values.
 * (ONNX Runtime's entropy has 128 bins, of which it searches none unless the range grows.)
 *
 * @param bits bits of the codes; one is the sign's unless no value is negative
 * @param keptShare share of the values that must stay in the range, from 0 to 1
 * @param firstBin the smallest number of bins tried
 * @param stride bins from one number tried to the next
 */
public record EntropyEstimator(int bits, double keptShare, int firstBin, int stride) implements RangeEstimator {
    /** 8 bits, 99.9 % kept, from 128 bins on. */
    public static final EntropyEstimator DEFAULT = new EntropyEstimator(8, 0.999, 128, 1);

    /**
     * Checks the parameters.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public EntropyEstimator {
        if (bits < 2 || bits > 16 || !(keptShare >= 0 && keptShare <= 1) || firstBin < 1 || stride < 1) {
            throw new IllegalArgumentException(
                    "Expected 2 to 16 bits, a share from 0 to 1, and bins and stride above 0, got " + bits + ", "
                            + keptShare + ", " + firstBin + ", " + stride);
        }
    }

    /** The same for codes of another width. */
    public EntropyEstimator withBits(int other) {
        return new EntropyEstimator(other, keptShare, firstBin, stride);
    }

    @Override
    public Estimate estimate(TensorStatistics statistics) {
        Range extremes = Needs.extremes(statistics);
        Magnitudes magnitudes = new Magnitudes(Needs.histogram(statistics));
        int levels = extremes.min() < 0 ? 1 << (bits - 1) : 1 << bits;
        int bins = new EntropySearch(magnitudes, levels).best(first(magnitudes), stride);
        return new Estimate(Range.symmetric(magnitudes.edge(bins)).clampedTo(extremes), name());
    }

    private int first(Magnitudes magnitudes) {
        int kept = magnitudes.binOfShare(keptShare) + 1;
        return Math.min(magnitudes.bins(), Math.max(firstBin, kept));
    }

    @Override
    public Set<StatisticKind> needs() {
        return EnumSet.of(StatisticKind.MIN_MAX, StatisticKind.HISTOGRAM);
    }

    @Override
    public String name() {
        return "entropy";
    }
}
