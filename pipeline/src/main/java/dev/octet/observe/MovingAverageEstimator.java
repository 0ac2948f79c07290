package dev.octet.observe;

import dev.octet.affine.Range;
import java.util.EnumSet;
import java.util.Set;

/**
 * The exponential moving average of the samples' extremes, in the order of the samples: {@code average += constant *
 * (extreme - average)}, beginning with those of the first sample.
 *
 * <p>Source: PyTorch's MovingAverageMinMaxObserver, whose default constant is 0.01, as is ONNX Runtime's. There a step
 * is a batch; here it is a sample, so that the result does not depend on how batches were formed.
 *
 * @param constant the weight of each new sample, above 0 and at most 1
 */
public record MovingAverageEstimator(double constant) implements RangeEstimator {
    /** The weight 0.01. */
    public static final MovingAverageEstimator DEFAULT = new MovingAverageEstimator(0.01);

    /**
     * Checks the constant.
     *
     * @throws IllegalArgumentException if it is out of its range
     */
    public MovingAverageEstimator {
        if (!(constant > 0 && constant <= 1)) {
            throw new IllegalArgumentException("Expected a constant above 0 and at most 1, got " + constant);
        }
    }

    @Override
    public Estimate estimate(TensorStatistics statistics) {
        Range range = Needs.sampleRanges(statistics)
                .movingAverage(constant)
                .orElseThrow(() -> new IllegalArgumentException("Expected a sample with a finite value, got none"));
        return new Estimate(range, name() + " " + constant);
    }

    @Override
    public Set<StatisticKind> needs() {
        return EnumSet.of(StatisticKind.SAMPLE_RANGES);
    }

    @Override
    public String name() {
        return "moving-average";
    }
}
