package dev.octet.compare.fidelity;

import java.util.OptionalDouble;

/** Figures that look at whole rows: agreement of the largest element, divergence of probabilities. */
final class RowMeter {
    /** How far the sum of a row may be from 1 for the row to be taken for probabilities. */
    private static final double PROBABILITY_TOLERANCE = 1e-3;
    /** Keeps the logarithm of a probability that int8 rounds to zero finite: far below one step of 1/256. */
    private static final double SMALLEST_PROBABILITY = 1e-10;

    private long compared;
    private long agreeing;
    private double divergence;
    private boolean probabilities = true;

    void add(float[] reference, float[] quantized, int rowLength) {
        if (rowLength < 2) {
            probabilities = false;
            return;
        }
        for (int start = 0; start + rowLength <= reference.length; start += rowLength) {
            compared++;
            if (largest(reference, start, rowLength) == largest(quantized, start, rowLength)) {
                agreeing++;
            }
            probabilities = probabilities && isDistribution(reference, start, rowLength);
            divergence += probabilities ? divergence(reference, quantized, start, rowLength) : 0;
        }
    }

    OptionalDouble divergence() {
        return probabilities && compared > 0 ? OptionalDouble.of(divergence / compared) : OptionalDouble.empty();
    }

    OptionalDouble agreement() {
        return compared > 0 ? OptionalDouble.of((double) agreeing / compared) : OptionalDouble.empty();
    }

    private static int largest(float[] values, int start, int length) {
        int best = start;
        for (int i = start + 1; i < start + length; i++) {
            if (values[i] > values[best]) {
                best = i;
            }
        }
        return best;
    }

    private static boolean isDistribution(float[] values, int start, int length) {
        double sum = 0;
        for (int i = start; i < start + length; i++) {
            if (!(values[i] >= 0)) {
                return false;
            }
            sum += values[i];
        }
        return Math.abs(sum - 1) < PROBABILITY_TOLERANCE;
    }

    private static double divergence(float[] reference, float[] quantized, int start, int length) {
        double sum = 0;
        for (int i = start; i < start + length; i++) {
            if (reference[i] > 0) {
                sum += reference[i] * Math.log(reference[i] / Math.max(quantized[i], SMALLEST_PROBABILITY));
            }
        }
        return sum;
    }
}
