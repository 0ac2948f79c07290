package dev.octet.codebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LogarithmicStepsTest {
    private static Distribution of(float... elements) {
        return Distribution.of(elements, 0, elements.length);
    }

    private static Distribution gaussian() {
        Random random = new Random(3);
        float[] elements = new float[5000];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) random.nextGaussian();
        }
        return of(elements);
    }

    @Test
    void hasZeroAndPowersOfOneRatioOfBothSigns() {
        Codebook codebook = LogarithmicSteps.of(gaussian(), 16);

        assertThat(codebook.size()).isEqualTo(16);
        assertThat(codebook.value(codebook.code(0))).isZero();
        int zero = codebook.code(0);
        assertThat(zero).isBetween(7, 8);
        for (int code = 0; code < 15; code++) {
            if (code != zero && code + 1 != zero) {
                double ratio = (double) codebook.value(code) / codebook.value(code + 1);
                double step = code < zero ? ratio : 1 / ratio;
                assertThat(step).isCloseTo(Math.sqrt(2), Offset.offset(1e-6));
            }
        }
    }

    @Test
    void gives256EntriesFinerSteps() {
        Codebook codebook = LogarithmicSteps.of(gaussian(), 256);

        assertThat(codebook.size()).isEqualTo(256);
        assertThat((double) codebook.value(0) / codebook.value(1)).isCloseTo(Math.pow(2, 0.125), Offset.offset(1e-6));
    }

    @Test
    void givesASignThatDoesNotOccurNoCodes() {
        Codebook positive = LogarithmicSteps.of(of(0.5f, 1, 2), 16);
        Codebook negative = LogarithmicSteps.of(of(-0.5f, -1, -2), 16);

        assertThat(positive.value(0)).isZero();
        assertThat(negative.value(negative.size() - 1)).isZero();
        assertThat(positive.squaredError(of(0.5f, 1, 2))).isLessThan(1e-12);
    }

    @Test
    void keepsZerosAlone() {
        assertThat(LogarithmicSteps.of(of(0, 0, -0f), 16).size()).isOne();
    }
}
