package dev.octet.compare;

import dev.octet.calibrate.data.DataSource;
import dev.octet.compare.command.MetricCommand;
import dev.octet.compare.metric.Metric;
import dev.octet.error.OctetException;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the two models are compared on.
 *
 * @param data the samples, with labels where the metrics need them
 * @param metrics the figures of accuracy to take; none where nothing is known but the samples
 * @param commands figures that commands of the user's own compute
 */
public record EvaluationSet(DataSource data, List<Metric> metrics, List<MetricCommand> commands) {
    /**
     * Copies the lists.
     *
     * @throws OctetException of kind CONFIGURATION if two metrics have one name
     */
    public EvaluationSet {
        metrics = List.copyOf(metrics);
        commands = List.copyOf(commands);
        List<String> names = names(metrics, commands);
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw OctetException.configuration(
                        "Expected metrics of different names, got '%s' twice".formatted(name));
            }
        }
    }

    /** Samples and metrics, without commands. */
    public static EvaluationSet of(DataSource data, List<Metric> metrics) {
        return new EvaluationSet(data, metrics, List.of());
    }

    /** What the metrics are called. */
    public List<String> metricNames() {
        return names(metrics, commands);
    }

    private static List<String> names(List<Metric> metrics, List<MetricCommand> commands) {
        return Stream.concat(
                        metrics.stream().map(Metric::name), commands.stream().map(MetricCommand::name))
                .toList();
    }
}
