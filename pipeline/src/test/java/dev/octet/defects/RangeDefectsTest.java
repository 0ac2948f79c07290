package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Affine;
import dev.octet.affine.PerTensor;
import dev.octet.affine.Quantization;
import dev.octet.affine.Scheme;
import dev.octet.insert.QuantizedConstant;
import dev.octet.observe.RangeMethod;
import dev.octet.place.TargetTable;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ranges, scales and zero points that other quantizers got wrong. */
class RangeDefectsTest {
    private static final String TWO_CONVOLUTIONS =
            "x: float[1,8,6,6]; V, W = random[8,8,3,3]; c = Conv(x, V); y = Conv(c, W); return y";

    private static Affine map(WholeRun run, String value) {
        return Objects.requireNonNull(run.quantized().inserted().activations().get(value));
    }

    /** Pull request 23749: an infinity in calibration became a scale of infinity, without an error. */
    @Test
    void infinitiesInCalibrationCountForNoRangeAndAreReported() {
        WholeRun run = WholeRun.of("""
                x: float[1,4,6,6]; W = random[4,4,1,1]; big = values[1,4,1,1] {3e38}; zero = values[1] {0}
                m = Mul(x, big)
                p = Mul(m, m)
                n = Min(p, big)
                c = Conv(x, W)
                inf = Div(n, zero)
                s = Sign(inf)
                y = Add(c, s)
                return y
                """);
        run.quantized()
                .inserted()
                .activations()
                .values()
                .forEach(map -> assertThat(map.scale()).isFinite().isPositive());
    }

    /** onnxruntime.quantization 1.30 ends with a bare AssertionError where all values are NaN. */
    @Test
    void aValueThatIsAlwaysNanStaysFloat() {
        WholeRun run = WholeRun.of("""
                x: float[1,4,6,6]; V, W = random[4,4,1,1]; zero = values[1,4,1,1] {0}
                z = Mul(x, zero)
                nan = Div(z, z)
                c = Conv(nan, V)
                y = Conv(x, W)
                return y, c
                """);
        run.fuses("Conv", 1).leavesFloat("c", "of unknown type");
        assertThat(run.result().notes())
                .anyMatch(note -> note.startsWith("No sample gives 'nan', 'c' a finite element"));
    }

    /** onnxruntime.quantization 1.30: percentile of a mostly zero value is the range (0, 0), so the scale is 1. */
    @Test
    void aMostlyZeroValueWithOutliersHasARange() {
        WholeRun run = WholeRun.of(
                """
                x: float[1,4,16,16]; W = random[4,4,1,1]; edge = float[] {0.96}
                m = Sub(x, edge)
                r = Relu(m)
                y = Conv(r, W)
                return y
                """, settings -> settings.withEstimator(RangeMethod.parse("percentile", Scheme.UINT8_ASYMMETRIC)));
        assertThat(map(run, "r").scale()).isBetween(1e-5f, 1e-3f);
    }

    @Test
    void aValueThatIsAlwaysZeroHasAScale() {
        WholeRun run = WholeRun.of("""
                x: float[1,4,6,6]; W = random[4,4,1,1]; zero = values[1,4,1,1] {0}
                z = Mul(x, zero)
                c = Conv(z, W)
                d = Conv(x, W)
                y = Add(c, d)
                return y
                """).isWithin(30);
        assertThat(map(run, "z").scale()).isPositive();
    }

    /** A scale below the smallest normal binary32 loses its digits, and its inverse is infinite. */
    @Test
    void subnormalRangesAreTakenForZero() {
        WholeRun.of("""
                x: float[1,4,6,6]; W = random[4,4,1,1]; tiny = values[1,4,1,1] {1e-41}
                s = Mul(x, tiny)
                c = Conv(s, W)
                d = Conv(x, W)
                y = Add(c, d)
                return y
                """).isWithin(30);
    }

    @Test
    void channelsOfZerosInAWeightHaveAScale() {
        WholeRun run = WholeRun.of("""
                x: float[1,2,6,6]; W = values[3,2,1,1] {0, 0, 1, -2, 0, 0}
                y = Conv(x, W)
                return y
                """).isWithin(30);
        float[] scales = run.quantized()
                .inserted()
                .constants()
                .get(0)
                .quantization()
                .scaleTensor()
                .toFloats();
        assertThat(scales).hasSize(3);
        for (float scale : scales) {
            assertThat(scale).isPositive();
        }
    }

    /** Issue 25823: symmetric uint8 got the zero point 127 with 254 steps. */
    @Test
    void symmetricUint8HasZeroPoint128And255Steps() {
        Scheme symmetric = new Scheme(dev.octet.affine.QuantizedType.UINT8, dev.octet.affine.Symmetry.SYMMETRIC, false);
        Affine map = Affine.of(new dev.octet.affine.Range(-1, 1), symmetric);
        assertThat(map.zeroPoint()).isEqualTo(128);
        assertThat(map.scale()).isEqualTo(2 / 255f);
    }

    /** Symmetric int8 is -127 to 127: with -128 the negative half would be one step longer. */
    @Test
    void weightsUseNoCodeBelowMinus127() {
        WholeRun run = WholeRun.of(TWO_CONVOLUTIONS).isWithin(30);
        for (QuantizedConstant constant : run.quantized().inserted().constants()) {
            assertThat(constant.codes().toLongs()).doesNotContain(-128);
            assertThat(Arrays.stream(constant.codes().toLongs()).map(Math::abs).max())
                    .hasValue(127);
        }
    }

    /**
     * Sums of two products saturate at 16 bits on x86 without 8-bit dot products: 128 * 255 is just below. Neighbours
     * in a weight [8,8,3,3] are 1 apart along its positions and 9 along its channels.
     */
    @ParameterizedTest
    @ValueSource(ints = {1, 9})
    void neighboursOfOneSignSumUpToAtMost128(int distance) {
        WholeRun run = WholeRun.of(TWO_CONVOLUTIONS, settings -> settings.withTarget(TargetTable.named("x86-64-avx2")))
                .isWithin(25);
        for (QuantizedConstant constant : run.quantized().inserted().constants()) {
            long[] codes = constant.codes().toLongs();
            for (int i = 0; i + distance < codes.length; i++) {
                boolean isOneSlice = i / 72 == (i + distance) / 72;
                boolean isOneSign = codes[i] * codes[i + distance] > 0;
                if (isOneSlice && isOneSign) {
                    assertThat(Math.abs(codes[i] + codes[i + distance])).isLessThanOrEqualTo(128);
                }
            }
        }
    }

    /** onnxruntime.quantization computes zero points with a binary64 scale and stores a binary32 one. */
    @Test
    void codesAreThoseOfTheStoredScale() {
        WholeRun run = WholeRun.of("x: float[4,32]; W = random[32,8]; y = MatMul(x, W); return y");
        QuantizedConstant weight = run.quantized().inserted().constants().get(0);
        float[] scales = weight.quantization().scaleTensor().toFloats();
        float[] floats = run.original().graph().constant("W").orElseThrow().toFloats();
        long[] codes = weight.codes().toLongs();
        for (int i = 0; i < codes.length; i++) {
            assertThat(codes[i]).isEqualTo((long) Math.rint(floats[i] / scales[i % scales.length]));
        }
    }

    /** A Conv output that is a graph output and a Relu's input got the Relu's range: relative error 0.85. */
    @Test
    void aConvolutionThatIsAlsoAnOutputKeepsItsNegativeValues() {
        WholeRun run = WholeRun.of(
                        "x: float[1,8,6,6]; V, W = random[8,8,3,3]; c = Conv(x, V); r = Relu(c); y = Conv(r, W); return c, y")
                .isWithin(30);
        assertThat(run.quantized().inserted().activations())
                .hasEntrySatisfying("c", map -> assertThat(map.zeroPoint()).isPositive());
    }

    /** Groups of one scale were resolved one step back only, so that ONNX Runtime kept both pairs. */
    @Test
    void valuesThatShareAScaleDoSoOverWholeChains() {
        WholeRun run = WholeRun.of("""
                x: float[1,8,8,8]; V, W = random[8,8,1,1]; shape = int64[4] {1, 8, 4, 16}
                c = Conv(x, V)
                a = Reshape(c, shape)
                b = MaxPool(a) {kernel_shape=[2,2], strides=[2,2]}
                t = Transpose(b) {perm=[0,1,3,2]}
                y = Conv(t, W)
                return y
                """).isWithin(30);
        assertThat(map(run, "t")).isEqualTo(map(run, "c"));
        run.fuses("Reshape", 1).fuses("MaxPool", 1).fuses("Transpose", 1);
    }

    /** onnxruntime.quantization's entropy has one candidate at its defaults, so it is min-max under another name. */
    @Test
    void entropyIsNotMinMax() {
        String outliers = """
                x: float[1,4,32,32]; W = random[4,4,1,1]
                a = Mul(x, x)
                b = Mul(a, a)
                p = Mul(b, b)
                y = Conv(p, W)
                return y
                """;
        WholeRun minMax = WholeRun.of(outliers);
        WholeRun entropy = WholeRun.of(
                outliers, settings -> settings.withEstimator(RangeMethod.parse("entropy", Scheme.UINT8_ASYMMETRIC)));
        assertThat(map(entropy, "p").scale()).isNotEqualTo(map(minMax, "p").scale());
    }

    /** Pull request 32577: with a limit on buffered outputs, only the last samples counted. */
    @ParameterizedTest
    @EnumSource(names = "MOVING_AVERAGE", mode = EnumSource.Mode.EXCLUDE)
    void everySampleCounts(RangeMethod method) {
        WholeRun run = WholeRun.of(
                "x: float[1,4,6,6]; W = random[4,4,1,1]; y = Conv(x, W); return y",
                settings -> settings.withEstimator(RangeMethod.parse(method.optionName(), Scheme.UINT8_ASYMMETRIC)));
        assertThat(run.quantized().calibration().samples()).isEqualTo(6);
        run.isWithin(20);
    }

    /** The smoothing constant of the moving average had no effect: 0.01 and 0.9 gave the same ranges. */
    @Test
    void theConstantOfTheMovingAverageMatters() {
        String text = "x: float[1,4,3,3]; W = random[4,4,1,1]; y = Conv(x, W); return y";
        Quantization[] maps = new Quantization[2];
        String[] methods = {"moving-average:0.01", "moving-average:0.9"};
        for (int i = 0; i < methods.length; i++) {
            String method = methods[i];
            WholeRun run = WholeRun.of(
                    text, settings -> settings.withEstimator(RangeMethod.parse(method, Scheme.UINT8_ASYMMETRIC)));
            maps[i] = new PerTensor(map(run, "y"));
        }
        Tensor first = maps[0].scaleTensor();
        assertThat(maps[1].scaleTensor().toFloats()).isNotEqualTo(first.toFloats());
    }

    /** Numbers of elements have no noise: one that differs is wrong, however near. The report has to say so. */
    @Test
    void anOutputOfIndicesThatDifferIsInTheReport() {
        WholeRun run = WholeRun.of("""
                x: float[8,16]; W = random[16,64]; k = int64[1] {20}
                m = MatMul(x, W)
                v, i = TopK(m, k) {axis=1}
                a = ArgMax(m) {axis=1, keepdims=0}
                n = Shape(m)
                return i, a, n
                """);
        run.fuses("MatMul", 1);
        assertThat(run.result().notes())
                .anyMatch(note -> note.matches("output 'i' differs from the float model's in .* % of its 960 elements"))
                .noneMatch(note -> note.contains("'a'"))
                .noneMatch(note -> note.contains("'n'"));
    }
}
