package dev.octet.compare.metric;

import dev.octet.error.OctetException;
import dev.octet.tensor.Tensor;
import java.util.Optional;

/**
 * Share of samples in percent whose class is among the k highest scores. Among equal scores the lower class number
 * comes first, as in NumPy's argmax.
 *
 * @param k how many of the highest scores count, 1 or more
 * @param output the output with one score a class; empty for the first
 */
public record TopAccuracy(int k, Optional<String> output) implements Metric {
    /** Checks the range. */
    public TopAccuracy {
        if (k < 1) {
            throw new IllegalArgumentException("Expected k of 1 or more, got " + k);
        }
    }

    @Override
    public String name() {
        return "top" + k;
    }

    @Override
    public String unit() {
        return "%";
    }

    @Override
    public boolean isRightOrWrong() {
        return true;
    }

    @Override
    public LabelNeed labels() {
        return LabelNeed.EACH;
    }

    @Override
    public double[] score(Prediction prediction) {
        float[] scores = prediction.output(output);
        int label = label(prediction, scores.length);
        int before = 0;
        for (int other = 0; other < scores.length; other++) {
            before += scores[other] > scores[label] || (scores[other] == scores[label] && other < label) ? 1 : 0;
        }
        return new double[] {before < k && !Float.isNaN(scores[label]) ? 1 : 0};
    }

    private static int label(Prediction prediction, int classes) {
        Tensor label = prediction.requiredLabel();
        if (!label.type().isInteger() || label.elementCount() != 1) {
            throw OctetException.invalidData("Sample '%s': expected the number of a class as its label, got %s"
                    .formatted(prediction.sample(), label));
        }
        long number = label.toLongs()[0];
        if (number < 0 || number >= classes) {
            throw OctetException.invalidData("Sample '%s' has class %d, but the output has %d scores, for 0 to %d"
                    .formatted(prediction.sample(), number, classes, classes - 1));
        }
        return (int) number;
    }

    @Override
    public double figure(Scores scores) {
        return 100 * scores.mean(0);
    }
}
