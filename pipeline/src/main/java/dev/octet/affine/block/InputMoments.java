package dev.octet.affine.block;

import java.util.stream.IntStream;

/**
 * What samples show of the vectors that a product reads: sums over all vectors of {@code x xT} and of {@code x (e -
 * x)T}, where x is the vector that the quantized model computes and e the one that the float model does.
 */
public final class InputMoments {
    private final int length;
    private final double[][] squares;
    private final double[][] drifts;
    private long vectors;

    /** Moments of vectors of that length, of none so far. */
    public InputMoments(int length) {
        this.length = length;
        this.squares = new double[length][length];
        this.drifts = new double[length][length];
    }

    /**
     * Adds vectors, one after the other in both arrays.
     *
     * @param quantized what the quantized model computed
     * @param exact what the float model computed for the same samples
     * @throws IllegalArgumentException if the arrays differ in size or do not hold whole vectors
     */
    public void add(float[] quantized, float[] exact) {
        if (quantized.length != exact.length || quantized.length % length != 0) {
            throw new IllegalArgumentException("Expected as many whole vectors of %d elements, got %d and %d elements"
                    .formatted(length, quantized.length, exact.length));
        }
        vectors += quantized.length / length;
        IntStream.range(0, length).parallel().forEach(row -> add(row, quantized, exact));
    }

    private void add(int row, float[] quantized, float[] exact) {
        double[] square = squares[row];
        double[] drift = drifts[row];
        for (int start = 0; start < quantized.length; start += length) {
            double factor = quantized[start + row];
            if (factor != 0) {
                for (int i = 0; i < length; i++) {
                    double element = quantized[start + i];
                    square[i] += factor * element;
                    drift[i] += factor * (exact[start + i] - element);
                }
            }
        }
    }

    int length() {
        return length;
    }

    /** The sum of {@code x xT} with a share of its mean diagonal added to the diagonal, so that it has an inverse. */
    double[][] damped(double share) {
        double trace = 0;
        for (int i = 0; i < length; i++) {
            trace += squares[i][i];
        }
        double added = trace > 0 ? share * trace / length : 1;
        double[][] damped = new double[length][];
        for (int i = 0; i < length; i++) {
            damped[i] = squares[i].clone();
            damped[i][i] += added;
        }
        return damped;
    }

    /** The sum of {@code x (e - x)T} times a vector. */
    double[] drift(double[] vector) {
        double[] product = new double[length];
        for (int row = 0; row < length; row++) {
            product[row] = dot(drifts[row], vector);
        }
        return product;
    }

    static double dot(double[] first, double[] second) {
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    /** Number of vectors added. */
    public long vectors() {
        return vectors;
    }
}
