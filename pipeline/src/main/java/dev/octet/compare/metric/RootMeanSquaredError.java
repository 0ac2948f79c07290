package dev.octet.compare.metric;

import java.util.Optional;

/**
 * Root of the mean squared error over all elements of all samples, against targets of the output's shape.
 *
 * @param output the output to judge; empty for the first
 */
public record RootMeanSquaredError(Optional<String> output) implements Metric {
    @Override
    public String name() {
        return "rmse";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public LabelNeed labels() {
        return LabelNeed.EACH;
    }

    @Override
    public double[] score(Prediction prediction) {
        return TargetError.squared(prediction, output);
    }

    @Override
    public double figure(Scores scores) {
        return Math.sqrt(scores.sum(0) / scores.sum(1));
    }
}
