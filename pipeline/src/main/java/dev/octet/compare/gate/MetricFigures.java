package dev.octet.compare.gate;

import dev.octet.compare.Comparison;
import dev.octet.compare.Figure;
import dev.octet.compare.MetricComparison;
import dev.octet.compare.statistics.Interval;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import java.util.List;
import java.util.stream.Stream;

/** Figures of a metric. */
final class MetricFigures {
    private MetricFigures() {}

    /** In the metric's own unit; in percent of the float model's figure if the limit is. */
    static Measured drop(Comparison comparison, Criterion criterion) {
        MetricComparison metric = metric(comparison, criterion);
        String own = metric.dropUnit();
        Units.require(
                criterion, Stream.of(own, "%").filter(unit -> !unit.isEmpty()).toList());
        if (!criterion.limit().unit().equals("%")) {
            return measured(metric, metric.drop(), own);
        }
        double percent = 100 / Math.abs(metric.reference().value());
        Figure share = new Figure(
                metric.drop().value() * percent, metric.drop().interval().map(drop -> scaled(drop, percent)));
        return measured(metric, share, "%");
    }

    private static Interval scaled(Interval interval, double factor) {
        return new Interval(
                interval.estimate() * factor, interval.low() * factor, interval.high() * factor, interval.confidence());
    }

    static Measured quantized(Comparison comparison, Criterion criterion) {
        MetricComparison metric = metric(comparison, criterion);
        Units.require(criterion, metric.unit().isEmpty() ? List.of() : List.of(metric.unit()));
        return measured(metric, metric.quantized(), metric.unit());
    }

    private static Measured measured(MetricComparison metric, Figure figure, String unit) {
        return new Measured(metric.name(), figure.value(), figure.interval(), unit);
    }

    private static MetricComparison metric(Comparison comparison, Criterion criterion) {
        String name = criterion.subject().orElseThrow();
        requireMeasured(
                criterion,
                comparison.metrics().stream().map(MetricComparison::name).toList());
        return comparison.metrics().stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** Refuses a criterion about a metric that is not among these. */
    static void requireMeasured(Criterion criterion, List<String> metrics) {
        String name = criterion.subject().orElseThrow();
        if (!metrics.contains(name)) {
            throw OctetException.configuration("'%s' cannot be judged: %s"
                    .formatted(
                            criterion,
                            metrics.isEmpty()
                                    ? "there are no labels to measure '%s' with; give --labels or class folders"
                                            .formatted(name)
                                    : "metric '%s' is not measured, only %s%s"
                                            .formatted(name, metrics, NearestName.hint(name, metrics))));
        }
    }
}
