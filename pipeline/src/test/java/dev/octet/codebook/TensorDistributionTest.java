package dev.octet.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** Large tensors are summarized; what comes of it must not differ from what all elements give. */
class TensorDistributionTest {
    private static final int COUNT = 100_001;

    private static float[] elements() {
        Random random = new Random(5);
        float[] elements = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            elements[i] = (float) (random.nextGaussian() * Math.exp(random.nextGaussian()));
        }
        return elements;
    }

    @Test
    void keepsOrderCountAndMean() {
        float[] elements = elements();

        Distribution found = TensorDistribution.of(Tensor.ofFloats(Shape.of(COUNT), elements));

        long count = 0;
        double sum = 0;
        for (int i = 0; i < found.size(); i++) {
            assertThat(i == 0 || found.value(i) > found.value(i - 1)).isTrue();
            count += found.count(i);
            sum += found.count(i) * found.value(i);
        }
        assertThat(count).isEqualTo(COUNT);
        double expected = 0;
        for (float element : elements) {
            expected += element;
        }
        assertThat(sum).isCloseTo(expected, Percentage.withPercentage(1e-6));
    }

    @Test
    void givesAsGoodACodebookAsAllElementsDo() {
        float[] elements = elements();
        Distribution exact = Distribution.of(elements, 0, COUNT);
        Distribution found = TensorDistribution.of(Tensor.ofFloats(Shape.of(COUNT), elements));

        for (CodebookKind kind : CodebookKind.values()) {
            for (int size : new int[] {16, 256}) {
                double error = kind.of(found, size).squaredError(exact);

                assertThat(error)
                        .as("%s %d", kind, size)
                        .isLessThan(kind.of(exact, size).squaredError(exact) * 1.01);
            }
        }
    }

    @Test
    void seesInfinityAndNan() {
        for (float bad : new float[] {Float.NaN, Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY}) {
            float[] elements = new float[COUNT];
            elements[COUNT / 2] = bad;

            Distribution found = TensorDistribution.of(Tensor.ofFloats(Shape.of(COUNT), elements));

            assertThat(Double.isFinite(found.lowest()) && Double.isFinite(found.highest()))
                    .isFalse();
        }
    }

    @Test
    void keepsAConstantExactly() {
        float[] elements = new float[COUNT];
        Arrays.fill(elements, 0.1f);

        Distribution found = TensorDistribution.of(Tensor.ofFloats(Shape.of(COUNT), elements));

        assertThat(found.size()).isOne();
        assertThat((float) found.value(0)).isEqualTo(0.1f);
    }
}
