package dev.octet.compare.metric;

import java.util.Optional;

/**
 * Peak signal-to-noise ratio in dB, 10 log10(peak squared / mean squared error) of each sample, and the mean of these.
 * A sample without error counts as {@value #CAP} dB, since the mean would be infinite otherwise.
 *
 * @param peak the largest value a target can have, such as 1 or 255
 * @param output the output to judge; empty for the first
 */
public record PeakSignalToNoise(double peak, Optional<String> output) implements Metric {
    private static final double CAP = 100;

    /** Checks the range. */
    public PeakSignalToNoise {
        if (!(peak > 0)) {
            throw new IllegalArgumentException("Expected a peak above 0, got " + peak);
        }
    }

    @Override
    public String name() {
        return "psnr";
    }

    @Override
    public String unit() {
        return "dB";
    }

    @Override
    public LabelNeed labels() {
        return LabelNeed.EACH;
    }

    @Override
    public double[] score(Prediction prediction) {
        double[] error = TargetError.squared(prediction, output);
        return new double[] {Math.min(CAP, 10 * Math.log10(peak * peak * error[1] / error[0]))};
    }
}
