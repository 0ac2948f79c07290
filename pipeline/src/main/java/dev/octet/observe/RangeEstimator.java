package dev.octet.observe;

import java.util.Set;

/**
 * A way to choose the range that codes are spread over from what was observed.
 *
 * <p>Immutable and safe for threads; the same statistics give the same bits.
 */
public interface RangeEstimator {
    /**
     * The range for a tensor.
     *
     * @param statistics at least the {@link #needs} of a tensor with a finite value: {@code minMax().finite() > 0}
     * @throws IllegalArgumentException if they hold less
     */
    Estimate estimate(TensorStatistics statistics);

    /**
     * The range for a tensor of which readers see no more than an effect. Methods that say which values they take take
     * them all the same; only a method that is free to choose makes use of it.
     */
    default Estimate estimate(TensorStatistics statistics, Effect effect) {
        return estimate(statistics);
    }

    /** What has to be observed. */
    Set<StatisticKind> needs();

    /** The name in configurations and reports, such as {@code percentile}. */
    String name();
}
