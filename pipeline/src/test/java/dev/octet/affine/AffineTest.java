package dev.octet.affine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.octet.tensor.ElementType;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AffineTest {
    private static final Scheme INT8_FULL = new Scheme(QuantizedType.INT8, Symmetry.SYMMETRIC, false);
    private static final Scheme UINT8_SYMMETRIC = new Scheme(QuantizedType.UINT8, Symmetry.SYMMETRIC, false);

    @Test
    void aRangeThatBeginsAtZeroHasZeroPointZero() {
        Affine affine = Affine.of(new Range(0, 1000), Scheme.UINT8_ASYMMETRIC);

        assertThat(affine.scale()).isEqualTo(3.92157f, within(5e-6f));
        assertThat(affine.zeroPoint()).isZero();
        assertThat(affine.quantize(500)).isEqualTo(128);
    }

    @Test
    void aRangeAcrossZeroPutsZeroOnACode() {
        Affine unsigned = Affine.of(new Range(-20, 1000), Scheme.UINT8_ASYMMETRIC);
        Affine signed = Affine.of(new Range(-20, 1000), Scheme.INT8_ASYMMETRIC);

        assertThat(unsigned).isEqualTo(new Affine(QuantizedType.UINT8, 4, 5));
        assertThat(unsigned.quantize(-20)).isZero();
        assertThat(signed).isEqualTo(new Affine(QuantizedType.INT8, 4, -123));
    }

    @Test
    void aRangeThatLeavesOutZeroIsStretchedToIt() {
        Affine above = Affine.of(new Range(40, 1000), Scheme.UINT8_ASYMMETRIC);
        Affine below = Affine.of(new Range(-1000, -40), Scheme.UINT8_ASYMMETRIC);

        assertThat(above).isEqualTo(Affine.of(new Range(0, 1000), Scheme.UINT8_ASYMMETRIC));
        assertThat(above.quantize(40)).isEqualTo(10);
        assertThat(below.zeroPoint()).isEqualTo(255);
        assertThat(below.quantize(-1000)).isZero();
    }

    @Test
    void aValueComesBackNearWhereItWas() {
        Affine affine = Affine.of(new Range(-1.5f, 2.5f), Scheme.UINT8_ASYMMETRIC);

        assertThat(affine.scale()).isEqualTo(0.0156863f, within(5e-8f));
        assertThat(affine.zeroPoint()).isEqualTo(96);
        assertThat(affine.dequantize(affine.quantize(0.5f))).isEqualTo(0.501961f, within(5e-7f));
    }

    @Test
    void threeValuesBecomeAsymmetricCodesAndComeBack() {
        Affine affine = Affine.of(new Range(-0.6117564f, 1.6243454f), Scheme.INT8_ASYMMETRIC);

        assertThat(affine.scale()).isEqualTo(0.008769027f, within(5e-10f));
        assertThat(affine.zeroPoint()).isEqualTo(-58);
        assertRoundTrip(affine, 1.6243454f, 127, 1.62227f);
        assertRoundTrip(affine, -0.6117564f, -128, -0.6138319f);
        assertRoundTrip(affine, -0.5281718f, -118, -0.5261416f);
    }

    @Test
    void threeValuesBecomeSymmetricCodesAndComeBack() {
        Affine affine = Affine.of(new Range(-0.6117564f, 1.6243454f), Scheme.INT8_WEIGHT);

        assertThat(affine.scale()).isEqualTo(0.01279012f, within(5e-9f));
        assertThat(affine.zeroPoint()).isZero();
        assertRoundTrip(affine, 1.6243454f, 127, 1.6243454f);
        assertRoundTrip(affine, -0.6117564f, -48, -0.6139258f);
        assertRoundTrip(affine, -0.5281718f, -41, -0.524395f);
    }

    private static void assertRoundTrip(Affine affine, float value, long code, float back) {
        assertThat(affine.quantize(value)).isEqualTo(code);
        assertThat(affine.dequantize(code)).isEqualTo(back, within(5e-7f));
    }

    @Test
    void aRangeSymmetricAboutZeroHasTheMiddleCodeAsZeroPointWhateverTheRoundingOfTheScale() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            Range range = Range.symmetric(random.nextFloat() * 100 + 1e-6f);

            assertThat(Affine.of(range, Scheme.UINT8_ASYMMETRIC).zeroPoint()).isEqualTo(128);
            assertThat(Affine.of(range, UINT8_SYMMETRIC).zeroPoint()).isEqualTo(128);
            assertThat(Affine.of(range, Scheme.INT8_ASYMMETRIC).zeroPoint()).isZero();
        }
    }

    @Test
    void aSymmetricSchemeSpreadsItsCodesEvenlyAboutZero() {
        assertThat(Affine.of(new Range(-1, 127), Scheme.INT8_WEIGHT))
                .isEqualTo(new Affine(QuantizedType.INT8, 1, 0, -127, 127));
        assertThat(Affine.of(new Range(0, 127.5f), INT8_FULL)).isEqualTo(new Affine(QuantizedType.INT8, 1, 0));
        assertThat(Affine.of(new Range(0, 127.5f), UINT8_SYMMETRIC)).isEqualTo(new Affine(QuantizedType.UINT8, 1, 128));
        Scheme narrow = new Scheme(QuantizedType.UINT8, Symmetry.SYMMETRIC, true);
        assertThat(Affine.of(new Range(-127, 0), narrow)).isEqualTo(new Affine(QuantizedType.UINT8, 1, 128, 1, 255));
    }

    @Test
    void theLowestCodeOfANarrowSchemeIsNeverGiven() {
        Affine affine = Affine.of(Range.symmetric(1), Scheme.INT8_WEIGHT);

        assertThat(affine.quantize(-5)).isEqualTo(-127);
        assertThat(affine.quantize(5)).isEqualTo(127);
        assertThat(affine.range()).isEqualTo(Range.symmetric(127 * affine.scale()));
    }

    @Test
    void aReducedSchemeUsesSevenBits() {
        Affine signed = Affine.of(Range.symmetric(64), Scheme.INT8_WEIGHT.withReducedRange());
        Affine unsigned = Affine.of(new Range(0, 127), Scheme.UINT8_ASYMMETRIC.withReducedRange());
        Affine asymmetric = Affine.of(new Range(-64, 63), Scheme.INT8_ASYMMETRIC.withReducedRange());

        assertThat(signed).isEqualTo(new Affine(QuantizedType.INT8, 1, 0, -64, 64));
        assertThat(unsigned).isEqualTo(new Affine(QuantizedType.UINT8, 1, 0, 0, 127));
        assertThat(asymmetric).isEqualTo(new Affine(QuantizedType.INT8, 1, 0, -64, 63));
        assertThatThrownBy(Scheme.INT4_WEIGHT::withReducedRange).hasMessageContaining("int4");
    }

    @ParameterizedTest
    @EnumSource(QuantizedType.class)
    void zeroComesBackAsZeroAndTheBoundsAsTheirNeighbours(QuantizedType type) {
        Random random = new Random(type.bits());
        for (int i = 0; i < 200; i++) {
            Symmetry symmetry = type == QuantizedType.INT32 || i % 2 == 0 ? Symmetry.SYMMETRIC : Symmetry.ASYMMETRIC;
            Scheme scheme = new Scheme(type, symmetry, i % 4 < 2 || type == QuantizedType.INT32);
            float first = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
            float second = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
            Range range = new Range(Math.min(first, second), Math.max(first, second));
            Affine affine = Affine.of(range, scheme);

            assertThat(affine.dequantize(affine.quantize(0))).isZero();
            // Half a step for rounding the bound and half for rounding the zero point, in units that allow for
            // binary32.
            double tolerance = affine.scale() * 1.001 + 1e-6 * range.magnitude();
            assertThat((double) affine.dequantize(affine.quantize(range.min())))
                    .isCloseTo(range.min(), within(tolerance));
            assertThat((double) affine.dequantize(affine.quantize(range.max())))
                    .isCloseTo(range.max(), within(tolerance));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1e-40", "-1e-38, 1e-38", "-1e-45, 0"})
    void aRangeWithoutUsableWidthHasScaleOneAndZeroPointZero(float min, float max) {
        Range range = new Range(min, max);

        assertThat(Affine.of(range, Scheme.UINT8_ASYMMETRIC)).isEqualTo(new Affine(QuantizedType.UINT8, 1, 0));
        assertThat(Affine.of(range, Scheme.INT8_ASYMMETRIC)).isEqualTo(new Affine(QuantizedType.INT8, 1, 0));
        assertThat(Affine.of(range, Scheme.INT8_WEIGHT)).isEqualTo(new Affine(QuantizedType.INT8, 1, 0, -127, 127));
        assertThat(Affine.of(range, UINT8_SYMMETRIC)).isEqualTo(new Affine(QuantizedType.UINT8, 1, 128));
    }

    @Test
    void theWidestRangeOfBinary32HasAFiniteScale() {
        Range range = Range.symmetric(Float.MAX_VALUE);
        for (QuantizedType type : QuantizedType.values()) {
            Affine affine = Affine.of(range, new Scheme(type, Symmetry.SYMMETRIC, true));

            assertThat(affine.scale()).isFinite();
            assertThat(affine.range().max()).isPositive();
        }
    }

    @Test
    void roundsHalfToTheEvenNumberOfStepsAndSaturates() {
        Affine affine = new Affine(QuantizedType.INT8, 2, 1);

        assertThat(affine.quantize(1)).isEqualTo(1);
        assertThat(affine.quantize(3)).isEqualTo(3);
        assertThat(affine.quantize(-1)).isEqualTo(1);
        assertThat(affine.quantize(-3)).isEqualTo(-1);
        assertThat(affine.quantize(1e30f)).isEqualTo(127);
        assertThat(affine.quantize(Float.NEGATIVE_INFINITY)).isEqualTo(-128);
        assertThatThrownBy(() -> affine.quantize(Float.NaN)).hasMessageContaining("NaN");
    }

    @Test
    void aBiasKeepsItsLowerBits() {
        Affine affine = Affine.of(Range.symmetric(1), Scheme.INT32_BIAS);
        Affine third = new Affine(QuantizedType.INT32, 3, 0);

        assertThat(affine.quantize(1)).isEqualTo(Integer.MAX_VALUE);
        assertThat(affine.quantize(-2)).isEqualTo(-Integer.MAX_VALUE);
        assertThat(third.quantize(1e9f)).isEqualTo(333333333);
    }

    @Test
    void aScaleForFloat16IsOneThatFloat16HoldsAsANormalNumber() {
        Affine affine = Affine.of(new Range(-1, 2), Scheme.UINT8_ASYMMETRIC, ElementType.FLOAT16);
        Affine small = Affine.of(new Range(0, 1e-3f), Scheme.UINT8_ASYMMETRIC, ElementType.FLOAT16);
        Affine brain = Affine.of(new Range(-1, 2), Scheme.UINT8_ASYMMETRIC, ElementType.BFLOAT16);

        assertThat(affine.scale()).isEqualTo(3 / 255f, within(1e-5f));
        assertThat(new PerTensor(affine).scaleTensor(ElementType.FLOAT16).toFloats())
                .containsExactly(affine.scale());
        assertThat(affine.zeroPoint()).isEqualTo(Math.round(1 / affine.scale()));
        assertThat(small.scale()).isEqualTo(0x1p-14f);
        assertThat(new PerTensor(brain).scaleTensor(ElementType.BFLOAT16).toFloats())
                .containsExactly(brain.scale());
        assertThatThrownBy(() -> Affine.of(new Range(0, 1), Scheme.UINT8_ASYMMETRIC, ElementType.DOUBLE))
                .hasMessageContaining("double");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0, 255",
        "-1, 0, 0, 255",
        "NaN, 0, 0, 255",
        "Infinity, 0, 0, 255",
        "1, 256, 0, 255",
        "1, 0, -1, 255"
    })
    void refusesWhatIsNoMap(float scale, long zeroPoint, long lowest, long highest) {
        assertThatThrownBy(() -> new Affine(QuantizedType.UINT8, scale, zeroPoint, lowest, highest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected");
    }

    @Test
    void refusesABiasWithAZeroPoint() {
        assertThatThrownBy(() -> new Affine(QuantizedType.INT32, 1, 3)).hasMessageContaining("zero point 0 for int32");
    }
}
