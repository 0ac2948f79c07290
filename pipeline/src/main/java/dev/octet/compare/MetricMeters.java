package dev.octet.compare;

import dev.octet.compare.command.MetricCommands;
import dev.octet.compare.command.MetricCommands.Judgement;
import dev.octet.compare.metric.Prediction;
import dev.octet.compare.statistics.Bootstrap;
import dev.octet.progress.Cancellation;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the metrics of both models, sample by sample. */
final class MetricMeters implements AutoCloseable {
    private final List<MetricMeter> meters;
    private final MetricCommands commands;
    private Optional<Prediction> previousReference = Optional.empty();
    private Optional<Prediction> previousQuantized = Optional.empty();

    MetricMeters(EvaluationSet set, Bootstrap bootstrap) {
        meters = set.metrics().stream()
                .map(metric -> new MetricMeter(metric, bootstrap))
                .toList();
        commands = new MetricCommands(set.commands());
    }

    void add(String sample, Map<String, Tensor> inputs, Optional<Tensor> label, ModelPair.Outputs outputs) {
        commands.add(outputs.reference(), outputs.quantized(), label);
        if (meters.isEmpty()) {
            return;
        }
        Prediction reference = new Prediction(sample, inputs, outputs.reference(), label, previousReference);
        Prediction quantized = new Prediction(sample, inputs, outputs.quantized(), label, previousQuantized);
        meters.forEach(meter -> meter.add(reference, quantized));
        previousReference = Optional.of(reference.alone());
        previousQuantized = Optional.of(quantized.alone());
    }

    List<MetricComparison> results(Cancellation cancellation) {
        List<MetricComparison> results = new ArrayList<>();
        meters.forEach(meter -> results.add(meter.result()));
        commands.judge(cancellation).forEach(judgement -> results.add(result(judgement)));
        return results;
    }

    /** A command sees all samples at once, so nothing is known of other choices of them. */
    private static MetricComparison result(Judgement judgement) {
        boolean higher = judgement.command().higherIsBetter();
        double drop = judgement.reference() - judgement.quantized();
        return new MetricComparison(
                judgement.command().name(),
                "",
                higher,
                judgement.samples(),
                Figure.of(judgement.reference()),
                Figure.of(judgement.quantized()),
                Figure.of(higher ? drop : -drop),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public void close() {
        commands.close();
    }
}
