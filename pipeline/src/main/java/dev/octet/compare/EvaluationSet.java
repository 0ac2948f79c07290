package dev.octet.compare;

import dev.octet.calibrate.data.DataSource;
import dev.octet.compare.label.ClassFolders;
import dev.octet.compare.metric.Metric;
import dev.octet.compare.metric.TopAccuracy;
import java.util.List;
import java.util.Optional;

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

    /** Samples with top-1 accuracy if they lie in class folders, and without metrics if not. */
    public static EvaluationSet ofFolders(DataSource data) {
        return ClassFolders.areIn(data)
                ? new EvaluationSet(ClassFolders.label(data), List.of(new TopAccuracy(1, Optional.empty())))
                : new EvaluationSet(data, List.of());
    }

    /** What the metrics are called. */
    public List<String> metricNames() {
        return metrics.stream().map(Metric::name).toList();
    }
}
