package dev.octet.affine.block;

import java.util.stream.IntStream;

/**
 * The upper triangular U with {@code UT U = inverse(H)} of a symmetric positive definite H.
 *
 * <p>Found without the inverse: {@code H = R RT} with R upper triangular, a Cholesky decomposition that begins at the
 * last row; then {@code U = inverse(R)}.
 */
final class InverseFactor {
    private final double[][] rows;

    private InverseFactor(double[][] rows) {
        this.rows = rows;
    }

    static InverseFactor of(double[][] matrix) {
        return new InverseFactor(inverse(decomposed(matrix)));
    }

    private static double[][] decomposed(double[][] matrix) {
        int size = matrix.length;
        double[][] root = new double[size][size];
        for (int column = size - 1; column >= 0; column--) {
            int at = column;
            double rest = matrix[at][at] - dot(root[at], root[at], at + 1);
            // Rounding may take what damping left above zero.
            root[at][at] = Math.sqrt(Math.max(rest, 1e-12 * matrix[at][at]));
            IntStream.range(0, at)
                    .parallel()
                    .forEach(
                            row -> root[row][at] = (matrix[row][at] - dot(root[row], root[at], at + 1)) / root[at][at]);
        }
        return root;
    }

    private static double dot(double[] first, double[] second, int from) {
        double sum = 0;
        for (int i = from; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    private static double[][] inverse(double[][] root) {
        int size = root.length;
        double[][] inverse = new double[size][size];
        for (int row = size - 1; row >= 0; row--) {
            double[] sum = inverse[row];
            for (int k = row + 1; k < size; k++) {
                double factor = root[row][k];
                for (int i = k; i < size; i++) {
                    sum[i] -= factor * inverse[k][i];
                }
            }
            for (int i = row + 1; i < size; i++) {
                sum[i] /= root[row][row];
            }
            sum[row] = 1 / root[row][row];
        }
        return inverse;
    }

    /** A row of U; elements before the diagonal are zero. */
    double[] row(int index) {
        return rows[index];
    }

    /** {@code inverse(H)} times a vector. */
    double[] solve(double[] vector) {
        double[] solution = new double[vector.length];
        for (int row = 0; row < vector.length; row++) {
            double part = dot(rows[row], vector, row);
            for (int i = row; i < vector.length; i++) {
                solution[i] += part * rows[row][i];
            }
        }
        return solution;
    }
}
