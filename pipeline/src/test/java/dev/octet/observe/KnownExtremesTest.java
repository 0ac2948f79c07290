package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownExtremesTest {
    private static final float[] EDGES = {
        0f,
        -0f,
        Float.MIN_VALUE,
        -Float.MIN_VALUE,
        Float.MIN_NORMAL,
        1,
        Math.nextUp(1f),
        Math.nextDown(1f),
        -1,
        Math.nextUp(-1f),
        Math.nextDown(-1f),
        Float.MAX_VALUE,
        -Float.MAX_VALUE,
        Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY,
        Float.NaN,
        Float.intBitsToFloat(0xffc00001)
    };

    @ParameterizedTest(name = "[{0}, {1}]")
    @CsvSource({"-1, 1", "0, 1", "-1, 0", "0, 0", "1, 1", "-1, -1", "0.5, 2", "-2, -0.5", "-3e38, 3e38", "1e-45, 1e-40"
    })
    void oneValueBeyondTheExtremesIsFoundWhereverItIs(float min, float max) {
        Random random = new Random(1);
        for (float odd : EDGES) {
            int[] bits = new int[Workspace.BLOCK];
            int count = 1 + random.nextInt(Workspace.BLOCK);
            for (int i = 0; i < count; i++) {
                bits[i] = Float.floatToRawIntBits(random.nextBoolean() ? min : max);
            }
            bits[random.nextInt(count)] = Float.floatToRawIntBits(odd);
            KnownExtremes known = new KnownExtremes();
            known.set(min, max, 0);
            known.compare(bits, count);

            boolean within = odd >= min && odd <= max;
            // Of negative zero it may say no, after which the values are looked at one by one.
            if (!within || Float.floatToRawIntBits(odd) != Float.floatToRawIntBits(-0f)) {
                assertThat(known.holdAll()).as("%s of %d", odd, count).isEqualTo(within);
            }
        }
    }

    @ParameterizedTest(name = "[{0}, {1}]")
    @CsvSource({"-1, 1", "-2, -0.001", "-2, 0"})
    void aNegativeValueBelowTheSmallestMagnitudeIsFound(float min, float max) {
        float smallest = 0.01f;
        for (float odd : new float[] {-smallest, Math.nextUp(-smallest), -0.001f, -Float.MIN_VALUE}) {
            int[] bits = block(min);
            bits[1] = Float.floatToRawIntBits(odd);
            KnownExtremes known = new KnownExtremes();
            known.set(min, max, smallest);
            known.compare(bits, 2);

            assertThat(known.holdAll()).as("%s", odd).isEqualTo(odd <= -smallest);
        }
    }

    @Test
    void zerosAndPositiveValuesMayBeSmall() {
        KnownExtremes known = new KnownExtremes();
        known.set(-1, 1, 0.01f);
        for (float small : new float[] {0f, -0f, Float.MIN_VALUE, 0.001f}) {
            known.compare(block(small), 1);
        }
        assertThat(known.holdAll()).isTrue();
    }

    @Test
    void gathersOverBlocksUntilSetAgain() {
        KnownExtremes known = new KnownExtremes();
        known.set(-1, 1, 0);
        known.compare(block(2), 1);
        known.compare(block(0), 1);
        assertThat(known.holdAll()).isFalse();

        known.set(-1, 1, 0);
        known.compare(block(0), 1);
        assertThat(known.holdAll()).isTrue();
    }

    private static int[] block(float value) {
        int[] bits = new int[Workspace.BLOCK];
        bits[0] = Float.floatToRawIntBits(value);
        return bits;
    }

    @ParameterizedTest(name = "seed {0}")
    @CsvSource({"1", "2", "3", "4", "5", "6"})
    void manySmallSamplesGiveWhatOneLargeOneGives(long seed) {
        float[] values = Samples.values(seed, 30_000);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            values[random.nextInt(values.length)] = EDGES[random.nextInt(EDGES.length)];
        }
        Accumulator parts = new Accumulator(EnumSet.of(StatisticKind.HISTOGRAM));
        for (int from = 0; from < values.length; ) {
            int to = Math.min(values.length, from + 1 + random.nextInt(2000));
            if (random.nextBoolean()) {
                parts.observe(from, values, from, to);
            } else {
                parts.observe(from, Tensor.vector(Arrays.copyOfRange(values, from, to)));
            }
            from = to;
        }

        MinMax expected = PlainStatistics.minMax(values);
        assertThat(parts.statistics().minMax()).isEqualTo(expected);
        assertThat(parts.statistics().histogram()).contains(PlainStatistics.histogram(values, expected.magnitude()));
    }
}
