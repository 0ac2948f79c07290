package dev.octet.observe;

import java.util.EnumSet;
import java.util.Set;

/** The lowest and highest value seen. Nothing is clipped; one outlier decides the scale. */
public record MinMaxEstimator() implements RangeEstimator {
    @Override
    public Estimate estimate(TensorStatistics statistics) {
        return new Estimate(Needs.extremes(statistics), name());
    }

    @Override
    public Set<StatisticKind> needs() {
        return EnumSet.of(StatisticKind.MIN_MAX);
    }

    @Override
    public String name() {
        return "min-max";
    }
}
