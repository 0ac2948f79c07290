package dev.octet.compare;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.compare.command.MetricCommand;
import dev.octet.compare.label.LabelledSample;
import dev.octet.compare.metric.LabelNeed;
import dev.octet.compare.metric.Metric;
import dev.octet.error.OctetException;
import java.util.ArrayList;
import java.util.Iterator;
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

    /**
     * Looks at the first samples for the labels that the metrics need, so that their absence is not found out after all
     * samples have run.
     *
     * @throws OctetException of kind CONFIGURATION if they are missing
     */
    public void requireLabels() {
        if (metrics.stream().allMatch(metric -> metric.labels() == LabelNeed.NONE)) {
            return;
        }
        List<Boolean> labelled = new ArrayList<>();
        Iterator<Sample> samples = data.iterator();
        while (samples.hasNext() && labelled.size() < 2) {
            labelled.add(LabelledSample.labelOf(samples.next()).isPresent());
        }
        metrics.forEach(metric -> requireLabels(metric, labelled));
    }

    private static void requireLabels(Metric metric, List<Boolean> labelled) {
        boolean met = switch (metric.labels()) {
            case NONE -> true;
            case EACH -> !labelled.contains(false);
            case SECOND_OF_TWO -> labelled.equals(List.of(false, true));
        };
        if (!met) {
            boolean pairs = metric.labels() == LabelNeed.SECOND_OF_TWO;
            throw OctetException.configuration("Metric '%s' needs %s, got samples %s. Give --labels with %s."
                    .formatted(
                            metric.name(),
                            pairs ? "pairs of samples with a score each" : "a label for each sample",
                            labelled.contains(true) ? "with labels otherwise" : "without labels",
                            pairs
                                    ? "half as many scores as there are samples"
                                    : "as many labels as there are samples"));
        }
    }

    private static List<String> names(List<Metric> metrics, List<MetricCommand> commands) {
        return Stream.concat(
                        metrics.stream().map(Metric::name), commands.stream().map(MetricCommand::name))
                .toList();
    }
}
