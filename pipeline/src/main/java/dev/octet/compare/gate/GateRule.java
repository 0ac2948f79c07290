package dev.octet.compare.gate;

import dev.octet.compare.Comparison;
import dev.octet.error.OctetException;
import java.util.Optional;

/** What can be asked of a comparison: the table of the gate. */
public enum GateRule {
    /** How much worse a metric of the quantized model may be. */
    MAX_DROP("max-drop", Bound.AT_MOST, Subject.METRIC, MetricFigures::drop),
    /** What a metric of the quantized model has to reach. */
    MIN_METRIC("min-metric", Bound.AT_LEAST, Subject.METRIC, MetricFigures::quantized),
    /** What a metric of the quantized model must not exceed, such as an error. */
    MAX_METRIC("max-metric", Bound.AT_MOST, Subject.METRIC, MetricFigures::quantized),
    /** Signal-to-quantization-noise ratio of outputs, in dB. */
    MIN_SQNR("min-sqnr", Bound.AT_LEAST, Subject.OUTPUT, OutputFigures::sqnr),
    /** Cosine of outputs, -1 to 1. */
    MIN_COSINE("min-cosine", Bound.AT_LEAST, Subject.OUTPUT, OutputFigures::cosine),
    /** Share of rows with the same largest element: 0 to 1, or in percent. */
    MIN_AGREEMENT("min-agreement", Bound.AT_LEAST, Subject.OUTPUT, OutputFigures::agreement),
    /** Largest absolute error of outputs. */
    MAX_ERROR("max-error", Bound.AT_MOST, Subject.OUTPUT, OutputFigures::maxError),
    /** Kullback-Leibler divergence of outputs that are probabilities, in nats. */
    MAX_KL("max-kl", Bound.AT_MOST, Subject.OUTPUT, OutputFigures::divergence),
    /** Quantized model's time as a share of the float model's. */
    MAX_LATENCY_RATIO("max-latency-ratio", Bound.AT_MOST, Subject.NONE, ModelFigures::latencyRatio),
    /** Quantized model's median time for a run, in ms. */
    MAX_LATENCY("max-latency", Bound.AT_MOST, Subject.NONE, ModelFigures::latency),
    /** Quantized model's bytes as a share of the float model's. */
    MAX_SIZE_RATIO("max-size-ratio", Bound.AT_MOST, Subject.NONE, ModelFigures::sizeRatio);

    private final String option;
    private final Bound bound;
    private final Subject subject;
    // All of them are static methods, which hold no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Reading reading;

    GateRule(String option, Bound bound, Subject subject, Reading reading) {
        this.option = option;
        this.bound = bound;
        this.subject = subject;
        this.reading = reading;
    }

    /** Finds the figure that a criterion is about. */
    @FunctionalInterface
    interface Reading {
        Measured of(Comparison comparison, Criterion criterion);
    }

    /** What a criterion is asked of. */
    private enum Subject {
        METRIC("METRIC=LIMIT, such as top1=0.5pt"),
        OUTPUT("LIMIT or OUTPUT=LIMIT, such as 20 or logits=20"),
        NONE("LIMIT, such as 0.8");

        private final String form;

        Subject(String form) {
            this.form = form;
        }
    }

    /** The name of its option, without dashes. */
    public String option() {
        return option;
    }

    /** Which side of the limit is right. */
    public Bound bound() {
        return bound;
    }

    String form() {
        return "--%s %s".formatted(option, subject.form);
    }

    /** Whether it is asked of a metric, which has to be measured then. */
    public boolean isOfMetric() {
        return subject == Subject.METRIC;
    }

    /** Whether it is asked of the time, which has to be measured then. */
    public boolean isOfSpeed() {
        return this == MAX_LATENCY || this == MAX_LATENCY_RATIO;
    }

    void requireSubject(Optional<String> found, String text) {
        if ((subject == Subject.METRIC && found.isEmpty()) || (subject == Subject.NONE && found.isPresent())) {
            throw OctetException.configuration("Expected %s, got '%s'".formatted(form(), text));
        }
    }

    Measured measure(Comparison comparison, Criterion criterion) {
        return reading.of(comparison, criterion);
    }
}
