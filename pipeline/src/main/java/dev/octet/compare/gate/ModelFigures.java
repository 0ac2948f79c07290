package dev.octet.compare.gate;

import dev.octet.compare.Comparison;
import dev.octet.compare.Speed;
import dev.octet.compare.statistics.Interval;
import dev.octet.error.OctetException;
import dev.octet.runtime.LatencyComparison;
import java.util.List;
import java.util.Optional;

/** Figures of a whole model. */
final class ModelFigures {
    private static final double CONFIDENCE = 0.95;

    private ModelFigures() {}

    static Measured latencyRatio(Comparison comparison, Criterion criterion) {
        Units.require(criterion, List.of());
        LatencyComparison latency = speed(comparison, criterion).latency();
        Interval interval = new Interval(latency.ratio(), latency.ratioLow(), latency.ratioHigh(), CONFIDENCE);
        return new Measured("", latency.ratio(), Optional.of(interval), "");
    }

    static Measured latency(Comparison comparison, Criterion criterion) {
        Units.require(criterion, List.of("ms"));
        double median = speed(comparison, criterion).latency().candidate().median();
        return new Measured("", median, Optional.empty(), "ms");
    }

    static Measured sizeRatio(Comparison comparison, Criterion criterion) {
        Units.require(criterion, List.of());
        return new Measured("", comparison.sizeRatio(), Optional.empty(), "");
    }

    private static Speed speed(Comparison comparison, Criterion criterion) {
        return comparison.speed().orElseThrow(() -> unmeasured(criterion));
    }

    static OctetException unmeasured(Criterion criterion) {
        return OctetException.configuration("'%s' cannot be judged: speed is not measured".formatted(criterion));
    }
}
