package dev.octet.codebook;

import java.util.Arrays;

/** Values in rising order, each different from the next; the code of a value is its place. Immutable. */
final class Codebook {
    private final float[] values;
    private final double[] limits;

    /** A codebook of these values, in any order; of equal ones it keeps one. */
    Codebook(double... values) {
        this.values = distinct(values);
        this.limits = new double[this.values.length - 1];
        for (int code = 0; code < limits.length; code++) {
            limits[code] = ((double) this.values[code] + this.values[code + 1]) / 2;
        }
    }

    private static float[] distinct(double[] values) {
        float[] sorted = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            // Adding 0 makes one zero of the two.
            sorted[i] = (float) values[i] + 0f;
        }
        Arrays.sort(sorted);
        int kept = 0;
        for (float value : sorted) {
            if (kept == 0 || value != sorted[kept - 1]) {
                sorted[kept++] = value;
            }
        }
        return Arrays.copyOf(sorted, kept);
    }

    int size() {
        return values.length;
    }

    float value(int code) {
        return values[code];
    }

    /** The place of the nearest value; of two as near the lower one. */
    int code(double real) {
        int code = 0;
        for (int step = Integer.highestOneBit(values.length); step > 0; step >>= 1) {
            if (code + step <= limits.length && real > limits[code + step - 1]) {
                code += step;
            }
        }
        return code;
    }

    /** Sum of the squared differences between values and their nearest entries. */
    double squaredError(Distribution distribution) {
        double sum = 0;
        int code = 0;
        for (int i = 0; i < distribution.size(); i++) {
            double real = distribution.value(i);
            // Both rise, so the code of one value is where to begin with the next.
            while (code < limits.length && real > limits[code]) {
                code++;
            }
            double error = real - values[code];
            sum += distribution.count(i) * error * error;
        }
        return sum;
    }
}
