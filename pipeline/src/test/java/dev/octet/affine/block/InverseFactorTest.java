package dev.octet.affine.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class InverseFactorTest {
    private static final int SIZE = 17;

    private static double[][] positiveDefinite() {
        Random random = new Random(4);
        InputMoments moments = new InputMoments(SIZE);
        float[] vectors = new float[SIZE * 40];
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] = (float) random.nextGaussian();
        }
        moments.add(vectors, vectors);
        return moments.damped(0.01);
    }

    @Test
    void isTheUpperRootOfTheInverse() {
        double[][] matrix = positiveDefinite();
        InverseFactor factor = InverseFactor.of(matrix);

        for (int column = 0; column < SIZE; column++) {
            for (int row = 0; row < SIZE; row++) {
                double element = 0;
                for (int k = 0; k < SIZE; k++) {
                    for (int i = 0; i < SIZE; i++) {
                        element += factor.row(k)[row] * factor.row(k)[i] * matrix[i][column];
                    }
                }
                assertThat(element).isCloseTo(row == column ? 1 : 0, Offset.offset(1e-10));
                assertThat(row <= column || factor.row(row)[column] == 0).isTrue();
            }
        }
    }

    @Test
    void solves() {
        double[][] matrix = positiveDefinite();
        double[] expected = new Random(5).doubles(SIZE).toArray();
        double[] right = new double[SIZE];
        for (int row = 0; row < SIZE; row++) {
            right[row] = InputMoments.dot(matrix[row], expected);
        }

        double[] found = InverseFactor.of(matrix).solve(right);

        for (int i = 0; i < SIZE; i++) {
            assertThat(found[i]).isCloseTo(expected[i], Offset.offset(1e-10));
        }
    }
}
