package dev.octet.compare;

import dev.octet.compare.metric.Metric;
import dev.octet.compare.metric.Prediction;
import dev.octet.compare.statistics.Bootstrap;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes the metrics of both models, sample by sample. */
final class MetricMeters {
    private final List<MetricMeter> meters;
    private Optional<Prediction> previousReference = Optional.empty();
    private Optional<Prediction> previousQuantized = Optional.empty();

    MetricMeters(List<Metric> metrics, Bootstrap bootstrap) {
        meters = metrics.stream()
                .map(metric -> new MetricMeter(metric, bootstrap))
                .toList();
    }

    void add(String sample, Map<String, Tensor> inputs, Optional<Tensor> label, ModelPair.Outputs outputs) {
        if (meters.isEmpty()) {
            return;
        }
        Prediction reference = new Prediction(sample, inputs, outputs.reference(), label, previousReference);
        Prediction quantized = new Prediction(sample, inputs, outputs.quantized(), label, previousQuantized);
        meters.forEach(meter -> meter.add(reference, quantized));
        previousReference = Optional.of(reference.alone());
        previousQuantized = Optional.of(quantized.alone());
    }

    List<MetricComparison> results() {
        return meters.stream().map(MetricMeter::result).toList();
    }
}
