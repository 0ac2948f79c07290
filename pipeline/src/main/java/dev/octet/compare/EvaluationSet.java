package dev.octet.compare;

import dev.octet.calibrate.data.DataSource;
import dev.octet.compare.metric.Metric;
import java.util.List;

/**
 * What the two models are compared on.
 *
 * @param data the samples, with labels where the metrics need them
 * @param metrics the figures of accuracy to take; none where nothing is known but the samples
 */
public record EvaluationSet(DataSource data, List<Metric> metrics) {
    /** Copies the list. */
    public EvaluationSet {
        metrics = List.copyOf(metrics);
    }

    /** What the metrics are called. */
    public List<String> metricNames() {
        return metrics.stream().map(Metric::name).toList();
    }
}
