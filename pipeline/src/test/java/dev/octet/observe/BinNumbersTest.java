package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinNumbersTest {
    private static final int MASK = 2 * Bins.HALF - 1;

    @ParameterizedTest(name = "bins of 2^{0}")
    @ValueSource(ints = {-126, -120, -40, -11, 0, 7, 60, 116})
    void bothWaysRoundDown(int exponent) {
        Random random = new Random(exponent);
        float smallest = BinNumbers.smallestNegative(exponent);
        float[] values = new float[Workspace.BLOCK];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.max(-4095.9f, Math.min(4095.9f, nearAnEdge(random))) * Math.scalb(1f, exponent);
            if (values[i] < 0 && values[i] > -smallest) {
                values[i] = -smallest;
            }
        }
        int[] quick = numbers(values, exponent, BinNumbers::quick);
        int[] exact = numbers(values, exponent, BinNumbers::exact);

        for (int i = 0; i < values.length; i++) {
            int expected = (int) Math.floor(Math.scalb((double) values[i], -exponent)) & MASK;
            assertThat(exact[i] & MASK).as("%s", values[i]).isEqualTo(expected);
            assertThat(quick[i] & MASK).as("%s", values[i]).isEqualTo(expected);
        }
    }

    private static int[] numbers(float[] values, int exponent, BinNumbers.Rule rule) {
        int[] numbers = new int[values.length];
        new BinNumbers().of(values, values.length, Math.scalb(1f, -exponent), rule, numbers);
        return numbers;
    }

    /** In units of the width: a whole number, one half, the next numbers beside them, or anything. */
    private static float nearAnEdge(Random random) {
        float half = (random.nextInt(16_384) - 8192) / (random.nextBoolean() ? 2f : 512f);
        return switch (random.nextInt(5)) {
            case 0 -> half;
            case 1 -> Math.nextUp(half);
            case 2 -> Math.nextDown(half);
            case 3 -> Math.scalb(half, -random.nextInt(60));
            default -> (random.nextFloat() - 0.5f) * 8190;
        };
    }

    @ParameterizedTest(name = "bins of 2^{0}")
    @ValueSource(ints = {-126, -11, 0, 116})
    void theExactWayTakesNegativeValuesOfAnySize(int exponent) {
        float[] values = {-Float.MIN_VALUE, -Math.scalb(1f, Math.max(-149, exponent - 30)), 0f, -0f, Float.MIN_VALUE};

        assertThat(Arrays.stream(numbers(values, exponent, BinNumbers::exact)).boxed())
                .extracting(number -> number & MASK)
                .containsExactly(MASK, MASK, 0, 0, 0);
    }
}
