package dev.octet.observe;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that was kept of one tensor's values.
 *
 * @param minMax the extremes and counts
 * @param histogram counts of the finite values in bins, if they were kept
 * @param sampleRanges the extremes of each sample, if they were kept
 */
public record TensorStatistics(MinMax minMax, Optional<Histogram> histogram, Optional<SampleRanges> sampleRanges) {
    /**
     * Checks that the parts saw the same values.
     *
     * @throws IllegalArgumentException if the histogram counted others than the extremes were taken of
     */
    public TensorStatistics {
        if (histogram.isPresent() && histogram.get().total() != minMax.finite()) {
            throw new IllegalArgumentException(
                    "Expected a histogram of %d finite values, got %s".formatted(minMax.finite(), histogram.get()));
        }
    }

    /** Nothing was seen: the identity of {@link #merge} among statistics of the same kinds. */
    public static TensorStatistics empty(Set<StatisticKind> kinds) {
        return new TensorStatistics(
                MinMax.EMPTY,
                kinds.contains(StatisticKind.HISTOGRAM) ? Optional.of(Histogram.EMPTY) : Optional.empty(),
                kinds.contains(StatisticKind.SAMPLE_RANGES) ? Optional.of(SampleRanges.EMPTY) : Optional.empty());
    }

    /**
     * What both kept together.
     *
     * @throws IllegalArgumentException if they kept different kinds
     */
    public TensorStatistics merge(TensorStatistics other) {
        if (!kinds().equals(other.kinds())) {
            throw new IllegalArgumentException(
                    "Expected statistics of the same kinds, got " + kinds() + " and " + other.kinds());
        }
        return new TensorStatistics(
                minMax.merge(other.minMax),
                histogram.map(mine -> mine.merge(other.histogram.orElseThrow())),
                sampleRanges.map(mine -> mine.merge(other.sampleRanges.orElseThrow())));
    }

    /** What is kept here. */
    public Set<StatisticKind> kinds() {
        EnumSet<StatisticKind> kinds = EnumSet.of(StatisticKind.MIN_MAX);
        if (histogram.isPresent()) {
            kinds.add(StatisticKind.HISTOGRAM);
        }
        if (sampleRanges.isPresent()) {
            kinds.add(StatisticKind.SAMPLE_RANGES);
        }
        return kinds;
    }
}
