package dev.octet.insert;

import static dev.octet.insert.QdqFixture.quantize;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.PerChannel;
import dev.octet.affine.PerTensor;
import dev.octet.place.TargetTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mistakes that other quantizers made: each test is one of them, run with ONNX Runtime's optimizations off and on. */
class KnownDefectsTest {
    @Test
    void aBiasSharedByTwoUnnamedNodesHasTwoScales() {
        QdqFixture quantized = quantize("""
                x: float[1,4,6,6]; V, W = random[4,4,1,1]; b = random[4]
                c = Conv(x, V, b)
                y = Conv(c, W, b)
                return y
                """).isWithin(30);
        assertThat(quantized.inserted().model().graph().initializers()).containsKeys("b_quantized", "b_quantized_2");
        assertThat(quantized.optimized()).containsEntry("QLinearConv", 2);
    }

    @Test
    void aWeightReadAlongTwoAxesIsStoredTwice() {
        QdqFixture quantized = quantize("""
                x: float[4,8]; W = random[8,8]
                g = Gemm(x, W)
                y = Gemm(g, W) {transB=1}
                return y
                """).isWithin(30);
        assertThat(quantized.inserted().model().graph().initializers()).containsKeys("W_quantized", "W_quantized_2");
        assertThat(quantized.optimized()).containsEntry("QGemm", 2);
    }

    @Test
    void aWeightReadTwiceAlongOneAxisIsStoredOnce() {
        QdqFixture quantized = quantize("""
                x: float[4,8]; W = random[8,8]
                g = Gemm(x, W)
                y = Gemm(g, W)
                return y
                """).isWithin(30);
        assertThat(quantized.inserted().constants()).hasSize(1);
        assertThat(quantized.optimized()).containsEntry("QGemm", 2);
    }

    @Test
    void aConvolutionThatIsAlsoAnOutputKeepsItsRange() {
        quantize("x: float[1,4,6,6]; W = random[4,4,3,3]; c = Conv(x, W); y = Relu(c); return c, y")
                .isWithin(30);
    }

    @Test
    void aValueThatASubgraphCapturesKeepsItsNameAndRange() {
        quantize("""
                flag: bool[]; x: float[1,4,6,6]; W = random[4,4,3,3]
                c = Conv(x, W)
                r = Relu(c)
                y = If(flag) {then_branch={t = Neg(c); return t}, else_branch={e = Abs(c); return e}}
                return r, y
                """).isWithin(30);
    }

    @Test
    void namesThatAreTakenAreNotTakenAgain() {
        quantize("""
                x: float[1,4,6,6]; W = random[4,4,1,1]; x_scale, x_quantized, W_quantized, W_scale = random[1,4,6,6]
                x_dequantized = Add(x, x_scale)
                c = Conv(x, W)
                n = Add(x_quantized, W_quantized)
                m = Add(n, W_scale)
                y = Add(c, m)
                return y, x_dequantized
                """).isWithin(30);
    }

    @Test
    void aBiasTooLargeForItsScaleEnlargesTheScaleOfTheWeight() {
        QdqFixture quantized = quantize("""
                x: float[1,2,4,4]; W = values[2,2,1,1] {1e-9, 2e-9, 1e-9, 1e-9}; b = values[2] {1000, -2000}
                y = Conv(x, W, b)
                return y
                """).isWithin(40);
        assertThat(quantized.inserted().constants().get(0).enlargement()).isGreaterThan(1);
        assertThat(quantized.optimized()).containsEntry("QLinearConv", 1);
    }

    @Test
    void deadChannelsAndDeadValuesHaveAScale() {
        quantize("""
                x: float[1,2,4,4]; V = values[2,2,1,1] {0, 0, 1, 2}; W = values[2,2,1,1] {0}; b = values[2] {-1, -2}
                c = Conv(x, V)
                d = Conv(x, W, b)
                r = Relu(d)
                y = Add(c, r)
                return y
                """).isWithin(30);
    }

    @Test
    void aValueReadTwiceByOneNodeIsFused() {
        QdqFixture quantized = quantize("""
                x: float[1,4,6,6]; V, W = random[4,4,1,1]
                c = Conv(x, V)
                s = Add(c, c)
                y = Conv(s, W)
                return y
                """).isWithin(30);
        assertThat(quantized.optimized()).containsEntry("QLinearAdd", 1).containsEntry("QLinearConv", 2);
    }

    @Test
    void optionalInputsThatAreLeftOutStayOut() {
        quantize("""
                x: float[1,4,6,6]; W = random[4,4,1,1]; six = float[] {6}
                c = Conv(x, W, )
                y = Clip(c, , six)
                return y
                """).isWithin(30);
    }

    @Test
    void aClipWhoseCodesStayInsideItIsFused() {
        QdqFixture quantized = quantize("""
                x: float[1,4,6,6]; W = random[4,4,3,3]; zero = float[] {0}; b = values[4] {9}; half = float[] {0.6}
                c = Conv(x, W, b)
                y = Clip(c, zero, half)
                return y
                """).isWithin(40);
        assertThat(quantized.optimized()).containsEntry("QLinearConv", 1).doesNotContainKey("Clip");
    }

    @Test
    void aReluBehindSignedActivationsIsAbsorbedToo() {
        QdqFixture quantized = quantize(
                "x: float[1,4,6,6]; W = random[4,4,3,3]; c = Conv(x, W); y = Relu(c); return y",
                TargetTable.named("arm64"));
        quantized.isWithin(30);
        assertThat(quantized.inserted().activations())
                .hasEntrySatisfying("y", map -> assertThat(map.zeroPoint()).isEqualTo(-128));
    }

    @Test
    void anOverridableInitializerIsNotAConstant() {
        QdqFixture quantized = quantize("x: float[1,4,6,6]; W: float[4,4,1,1] = random; y = Conv(x, W); return y");
        assertThat(quantized.plan().isEmpty()).isTrue();
        assertThat(quantized.plan().toString()).contains("input 1 'W' is a weight that callers may replace");
    }

    @Test
    void aStackOfMatricesHasOneScale() {
        quantize("x: float[2,4,8]; B = random[2,8,8]; y = MatMul(x, B); return y")
                .isWithin(30);
    }

    /** Issue 19694. ONNX Runtime has no such kernel, TensorRT has. */
    @ParameterizedTest
    @CsvSource({
        "1, '2,3,1,1', '0.01, 1, 100, 0.02, 2, 200'",
        "2, '2,1,1,1', '0.01, 100'",
        "2, '4,2,1,1', '1, 2, 3, 4, 5, 6, 7, 8'"
    })
    void channelsOfATransposedConvolutionLieOnAxisOne(int groups, String shape, String elements) {
        QdqFixture quantized = quantize(
                        """
                x: float[1,%s,4,4]; W = values[%s] {%s}
                y = ConvTranspose(x, W) {group=%d}
                return y
                """.formatted(shape.charAt(0), shape, elements, groups), TargetTable.named("tensorrt"))
                .isWithin(25);
        assertThat(quantized.plan().quantized()).hasSize(1);
        assertThat(quantized.inserted().constants())
                .singleElement()
                .satisfies(weight -> assertThat(weight.quantization())
                        .isInstanceOf(groups == 1 ? PerChannel.class : PerTensor.class));
    }
}
