package dev.octet.affine.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Symmetry;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Against what the method has to reach, computed from the vectors themselves in binary64. */
class ErrorFeedbackTest {
    private static final int LENGTH = 45;
    private static final int COUNT = 6;
    private static final int VECTORS = 400;

    private static BlockScheme scheme(Symmetry symmetry) {
        QuantizedType type = symmetry == Symmetry.SYMMETRIC ? QuantizedType.INT4 : QuantizedType.UINT4;
        return new BlockScheme(type, symmetry, 16);
    }

    /** Vectors whose elements depend on each other, as those of activations do. */
    private static float[] correlated(long seed) {
        Random random = new Random(seed);
        float[] vectors = new float[VECTORS * LENGTH];
        for (int start = 0; start < vectors.length; start += LENGTH) {
            double common = random.nextGaussian();
            for (int i = 0; i < LENGTH; i++) {
                vectors[start + i] = (float) (common * Math.sin(i) + 0.4 * random.nextGaussian());
            }
        }
        return vectors;
    }

    private static float[] weights() {
        Random random = new Random(8);
        float[] weights = new float[COUNT * LENGTH];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (0.1 * random.nextGaussian());
        }
        return weights;
    }

    private static Lines lines() {
        return Lines.rows(Tensor.ofFloats(Shape.of(COUNT, LENGTH), weights()));
    }

    private static InputMoments moments(float[] quantized, float[] exact) {
        InputMoments moments = new InputMoments(LENGTH);
        moments.add(quantized, exact);
        return moments;
    }

    /** Sum of the squared differences between the products of two matrices with vectors of their own. */
    private static double productError(float[] exact, float[] weights, float[] quantized, float[] meant) {
        double sum = 0;
        for (int start = 0; start < exact.length; start += LENGTH) {
            for (int line = 0; line < COUNT; line++) {
                double difference = 0;
                for (int i = 0; i < LENGTH; i++) {
                    difference += (double) weights[line * LENGTH + i] * exact[start + i]
                            - (double) meant[i * COUNT + line] * quantized[start + i];
                }
                sum += difference * difference;
            }
        }
        return sum;
    }

    /** What the codes of the weights alone mean, {@code [length, count]}. */
    private static float[] alone(BlockScheme scheme) {
        float[] weights = weights();
        float[] meant = new float[weights.length];
        for (int line = 0; line < COUNT; line++) {
            for (int start = 0; start < LENGTH; start += scheme.size()) {
                int width = Math.min(scheme.size(), LENGTH - start);
                BlockMap map = BlockMethod.MSE.fit(weights, line * LENGTH + start, width, scheme);
                for (int i = start; i < start + width; i++) {
                    meant[i * COUNT + line] = map.real(map.code(weights[line * LENGTH + i], scheme));
                }
            }
        }
        return meant;
    }

    @ParameterizedTest
    @EnumSource(Symmetry.class)
    void changesProductsFarLessThanRoundingDoes(Symmetry symmetry) {
        float[] vectors = correlated(1);
        BlockScheme scheme = scheme(symmetry);

        ErrorFeedback.Quantized found = new ErrorFeedback(moments(vectors, vectors)).quantize(lines(), scheme);

        Tensor meant = found.meant();
        assertThat(found.matrix().meant().toFloats()).containsExactly(meant.toFloats());
        double error = productError(vectors, weights(), vectors, meant.toFloats());
        assertThat(error).isLessThan(0.6 * productError(vectors, weights(), vectors, alone(scheme)));
    }

    @Test
    void makesUpForWhatEarlierProductsLost() {
        float[] exact = correlated(1);
        float[] drifted = exact.clone();
        for (int i = 0; i < drifted.length; i++) {
            drifted[i] = 0.8f * exact[i];
        }
        BlockScheme scheme = scheme(Symmetry.ASYMMETRIC);

        Tensor blind = new ErrorFeedback(moments(drifted, drifted))
                .quantize(lines(), scheme)
                .meant();
        Tensor meant = new ErrorFeedback(moments(drifted, exact))
                .quantize(lines(), scheme)
                .meant();

        assertThat(productError(exact, weights(), drifted, meant.toFloats()))
                .isLessThan(0.3 * productError(exact, weights(), drifted, blind.toFloats()));
    }

    @Test
    void endsWhereNoCodeAloneCanDoBetter() {
        float[] vectors = correlated(2);
        InputMoments moments = moments(vectors, vectors);
        double[][] squares = moments.damped(0.01);
        BlockScheme scheme = new BlockScheme(QuantizedType.UINT4, Symmetry.ASYMMETRIC, LENGTH);

        ErrorFeedback.Quantized found = new ErrorFeedback(moments).quantize(lines(), scheme);

        float[] meant = found.meant().toFloats();
        float[] scales = found.matrix().scales(CodeLayout.LINES).toFloats();
        byte[] codes = new byte[COUNT * LENGTH];
        unpacked(found.matrix().codes(CodeLayout.LINES), codes);
        for (int line = 0; line < COUNT; line++) {
            double[] difference = new double[LENGTH];
            for (int i = 0; i < LENGTH; i++) {
                difference[i] = meant[i * COUNT + line] - weights()[line * LENGTH + i];
            }
            double error = form(squares, difference);
            for (int i = 0; i < LENGTH; i++) {
                for (int step : new int[] {-1, 1}) {
                    int other = codes[line * LENGTH + i] + step;
                    if (other >= 0 && other <= 15) {
                        double[] changed = difference.clone();
                        changed[i] += step * scales[line];
                        assertThat(form(squares, changed)).isGreaterThan(error * (1 - 1e-5));
                    }
                }
            }
        }
    }

    private static void unpacked(Tensor packed, byte[] codes) {
        for (int i = 0; i < codes.length; i++) {
            codes[i] = (byte) ((packed.data().buffer().get(i / 2) >> (i % 2 * 4)) & 15);
        }
    }

    private static double form(double[][] squares, double[] vector) {
        double sum = 0;
        for (int i = 0; i < vector.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                sum += vector[i] * squares[i][j] * vector[j];
            }
        }
        return sum;
    }

    @Test
    void itsCodesMeanWhatItSaysTheyMean() {
        float[] vectors = correlated(3);
        ErrorFeedback.Quantized found =
                new ErrorFeedback(moments(vectors, vectors)).quantize(lines(), scheme(Symmetry.ASYMMETRIC));

        byte[] codes = new byte[COUNT * LENGTH];
        unpacked(found.matrix().codes(CodeLayout.LINES), codes);
        byte[] zeroPoints = new byte[COUNT * 3];
        unpacked(found.matrix().zeroPoints(CodeLayout.LINES), zeroPoints);
        float[] scales = found.matrix().scales(CodeLayout.LINES).toFloats();
        float[] meant = found.meant().toFloats();
        for (int line = 0; line < COUNT; line++) {
            for (int i = 0; i < LENGTH; i++) {
                int block = line * 3 + i / 16;
                assertThat(meant[i * COUNT + line])
                        .isEqualTo(scales[block] * (codes[line * LENGTH + i] - zeroPoints[block]));
            }
        }
    }

    @Test
    void takesInputsThatAreAlwaysZero() {
        float[] zeros = new float[VECTORS * LENGTH];

        Tensor meant = new ErrorFeedback(moments(zeros, zeros))
                .quantize(lines(), scheme(Symmetry.ASYMMETRIC))
                .meant();

        float[] alone = alone(scheme(Symmetry.ASYMMETRIC));
        for (int i = 0; i < alone.length; i++) {
            assertThat(meant.toFloats()[i]).isCloseTo(alone[i], Offset.offset(0.05f));
        }
    }

    @Test
    void refusesVectorsOfAnotherLength() {
        assertThatThrownBy(() -> new InputMoments(4).add(new float[6], new float[6]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected as many whole vectors of 4 elements, got 6 and 6 elements");
        assertThatThrownBy(() -> new ErrorFeedback(new InputMoments(4)).quantize(lines(), scheme(Symmetry.SYMMETRIC)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected lines of 4 elements, got 45");
    }
}
