package dev.octet.cli.option;

import dev.octet.compare.gate.Criterion;
import dev.octet.compare.gate.Gate;
import dev.octet.compare.gate.GateRule;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What the quantized model has to meet. */
final class GateOptions {
    @Option(
            names = "--max-drop",
            paramLabel = "METRIC=X",
            description = "How much worse a metric may be: top1=0.5pt in points, top1=1%% of the float model's.")
    private List<String> maxDrop = List.of();

    @Option(
            names = "--min-metric",
            paramLabel = "METRIC=X",
            description = "What a metric of the quantized model has to reach: top1=80.")
    private List<String> minMetric = List.of();

    @Option(
            names = "--max-metric",
            paramLabel = "METRIC=X",
            description = "What a metric of the quantized model must not exceed: rmse=0.1.")
    private List<String> maxMetric = List.of();

    @Option(
            names = "--min-sqnr",
            paramLabel = "[OUTPUT=]X",
            description = "Signal-to-quantization-noise ratio in dB, of each output or of one: 20, logits=25.")
    private List<String> minSqnr = List.of();

    @Option(names = "--min-cosine", paramLabel = "[OUTPUT=]X", description = "Cosine of the outputs of both models.")
    private List<String> minCosine = List.of();

    @Option(
            names = "--min-agreement",
            paramLabel = "[OUTPUT=]X",
            description = "Share of rows with the same largest element: 0.98, or 98%%.")
    private List<String> minAgreement = List.of();

    @Option(names = "--max-error", paramLabel = "[OUTPUT=]X", description = "Largest absolute error of outputs.")
    private List<String> maxError = List.of();

    @Option(
            names = "--max-kl",
            paramLabel = "[OUTPUT=]X",
            description = "Mean Kullback-Leibler divergence of outputs that are probabilities, in nats.")
    private List<String> maxKl = List.of();

    @Option(
            names = "--max-latency-ratio",
            paramLabel = "X",
            description = "Time of the quantized model as a share of the float model's.")
    private List<String> maxLatencyRatio = List.of();

    @Option(names = "--max-latency", paramLabel = "X", description = "Median time of the quantized model in ms.")
    private List<String> maxLatency = List.of();

    @Option(
            names = "--max-size-ratio",
            paramLabel = "X",
            description = "Size of the quantized model as a share of the float model's.")
    private List<String> maxSizeRatio = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    GateOptions() {}

    /** What was asked, in the order of the options here. */
    Gate gate() {
        List<Criterion> criteria = new ArrayList<>();
        add(criteria, GateRule.MAX_DROP, maxDrop);
        add(criteria, GateRule.MIN_METRIC, minMetric);
        add(criteria, GateRule.MAX_METRIC, maxMetric);
        add(criteria, GateRule.MIN_SQNR, minSqnr);
        add(criteria, GateRule.MIN_COSINE, minCosine);
        add(criteria, GateRule.MIN_AGREEMENT, minAgreement);
        add(criteria, GateRule.MAX_ERROR, maxError);
        add(criteria, GateRule.MAX_KL, maxKl);
        add(criteria, GateRule.MAX_LATENCY_RATIO, maxLatencyRatio);
        add(criteria, GateRule.MAX_LATENCY, maxLatency);
        add(criteria, GateRule.MAX_SIZE_RATIO, maxSizeRatio);
        return new Gate(criteria);
    }

    private static void add(List<Criterion> criteria, GateRule rule, List<String> texts) {
        texts.forEach(text -> criteria.add(Criterion.parse(rule, text)));
    }
}
