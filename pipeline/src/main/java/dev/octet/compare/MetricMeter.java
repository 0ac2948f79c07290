package dev.octet.compare;

import dev.octet.compare.metric.Metric;
import dev.octet.compare.metric.Prediction;
import dev.octet.compare.metric.Scores;
import dev.octet.compare.statistics.Bootstrap;
import dev.octet.compare.statistics.McNemarTest;
import dev.octet.compare.statistics.PairedIntervals;
import dev.octet.error.OctetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes one metric of both models. Keeps its few numbers of each sample. */
final class MetricMeter {
    private static final double LEVEL = 0.05;

    private final Metric metric;
    private final Bootstrap bootstrap;
    private final List<double[]> reference = new ArrayList<>();
    private final List<double[]> quantized = new ArrayList<>();

    MetricMeter(Metric metric, Bootstrap bootstrap) {
        this.metric = metric;
        this.bootstrap = bootstrap;
    }

    void add(Prediction ofReference, Prediction ofQuantized) {
        double[] first = metric.score(ofReference);
        double[] second = metric.score(ofQuantized);
        if (first.length != second.length) {
            throw OctetException.configuration(
                    "Metric '%s' noted %d numbers of sample '%s' for one model and %d for the other; it must not depend on outputs"
                            .formatted(metric.name(), first.length, ofReference.sample(), second.length));
        }
        if (first.length > 0) {
            reference.add(first);
            quantized.add(second);
        }
    }

    MetricComparison result() {
        if (reference.isEmpty()) {
            throw OctetException.invalidData(
                    "Metric '%s' found nothing to judge in the samples".formatted(metric.name()));
        }
        Scores first = Scores.of(reference);
        Scores second = Scores.of(quantized);
        PairedIntervals intervals = bootstrap.ofPairs(
                reference.size(),
                choice -> metric.figure(first.choose(choice)),
                choice -> metric.figure(second.choose(choice)),
                metric.higherIsBetter() ? 1 : -1);
        Optional<MetricComparison.Test> test = metric.isRightOrWrong() ? Optional.of(mcNemar()) : Optional.empty();
        boolean distinguishable = test.map(found -> found.pValue() < LEVEL)
                .orElseGet(() -> !intervals.difference().contains(0));
        return new MetricComparison(
                metric.name(),
                metric.unit(),
                metric.higherIsBetter(),
                reference.size(),
                Figure.of(intervals.first()),
                Figure.of(intervals.second()),
                Figure.of(intervals.difference()),
                test,
                Optional.of(distinguishable));
    }

    private MetricComparison.Test mcNemar() {
        long onlyReference = 0;
        long onlyQuantized = 0;
        for (int i = 0; i < reference.size(); i++) {
            boolean first = reference.get(i)[0] == 1;
            boolean second = quantized.get(i)[0] == 1;
            onlyReference += first && !second ? 1 : 0;
            onlyQuantized += second && !first ? 1 : 0;
        }
        return new MetricComparison.Test("McNemar", new McNemarTest(onlyReference, onlyQuantized).pValue());
    }
}
