package dev.octet.compare.metric;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;

/**
 * A metric of the user's own: whatever it throws becomes a failure that names it.
 *
 * @param metric of the user
 * @param className where it came from
 */
record GuardedMetric(Metric metric, String className) implements Metric {
    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public String unit() {
        return metric.unit();
    }

    @Override
    public boolean higherIsBetter() {
        return metric.higherIsBetter();
    }

    @Override
    public boolean isRightOrWrong() {
        return metric.isRightOrWrong();
    }

    @Override
    public LabelNeed labels() {
        return metric.labels();
    }

    @Override
    public double[] score(Prediction prediction) {
        try {
            return metric.score(prediction);
        } catch (OctetException said) {
            throw said;
        } catch (RuntimeException failure) {
            throw failed("for sample '%s'".formatted(prediction.sample()), failure);
        }
    }

    @Override
    public double figure(Scores scores) {
        try {
            return metric.figure(scores);
        } catch (OctetException said) {
            throw said;
        } catch (RuntimeException failure) {
            throw failed("over %d samples".formatted(scores.size()), failure);
        }
    }

    private OctetException failed(String where, RuntimeException failure) {
        return new OctetException(
                Kind.CONFIGURATION,
                "Metric '%s' (class %s) failed %s: %s; --stacktrace shows where"
                        .formatted(name(), className, where, failure),
                failure);
    }
}
