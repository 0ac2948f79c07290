package dev.octet.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HalfFloatsTest {
    @Test
    void everyHalfComesBackFromFloatAsItself() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            short half = (short) bits;
            float value = HalfFloats.fromHalf(half);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloats.toHalf(value)).as("half 0x%04x", bits).isEqualTo(half);
            }
        }
    }

    @Test
    void everyBrainFloatComesBackFromFloatAsItself() {
        for (int bits = 0; bits <= 0xffff; bits++) {
            float value = HalfFloats.fromBrain((short) bits);
            if (!Float.isNaN(value)) {
                assertThat(HalfFloats.toBrain(value))
                        .as("bfloat16 0x%04x", bits)
                        .isEqualTo((short) bits);
            }
        }
    }

    /**
     * The nearest half is found by comparing distances to the two neighbours, which shares no code with the conversion.
     */
    @Test
    void roundsToTheNearestHalfAndTiesToEven() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            float value = (float) ((random.nextDouble() - 0.5) * Math.pow(2, random.nextInt(42) - 26));
            short half = HalfFloats.toHalf(value);
            double distance = Math.abs(HalfFloats.fromHalf(half) - (double) value);
            for (int step = -1; step <= 1; step += 2) {
                short neighbour = (short) (half + step);
                float other = HalfFloats.fromHalf(neighbour);
                if (((neighbour ^ half) & 0x8000) == 0 && Float.isFinite(other)) {
                    double otherDistance = Math.abs(other - (double) value);
                    assertThat(distance < otherDistance || (distance == otherDistance && (half & 1) == 0))
                            .as("%s became %s, but %s is nearer", value, HalfFloats.fromHalf(half), other)
                            .isTrue();
                }
            }
        }
    }

    @Test
    void keepsWhatIsNotANumberOrTooLarge() {
        assertThat(HalfFloats.fromHalf(HalfFloats.toHalf(Float.NaN))).isNaN();
        assertThat(HalfFloats.fromBrain(HalfFloats.toBrain(Float.NaN))).isNaN();
        assertThat(HalfFloats.fromHalf(HalfFloats.toHalf(1e6f))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(HalfFloats.fromHalf(HalfFloats.toHalf(-65520f))).isEqualTo(Float.NEGATIVE_INFINITY);
        assertThat(HalfFloats.fromHalf(HalfFloats.toHalf(65519f))).isEqualTo(65504f);
        assertThat(HalfFloats.toHalf(-0f)).isEqualTo((short) 0x8000);
    }
}
