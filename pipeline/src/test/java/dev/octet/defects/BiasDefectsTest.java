package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Biases, and the factors of Gemm, that other quantizers got wrong. */
class BiasDefectsTest {
    /** An int32 bias was clipped with no more than a line in the log: 100 % error. */
    @Test
    void aBiasBeyondInt32EnlargesTheScaleOfItsWeight() {
        WholeRun run = WholeRun.of("""
                x: float[1,2,4,4]; W = values[2,2,1,1] {1e-9, 2e-9, 1e-9, 1e-9}; b = values[2] {1000, -2000}
                y = Conv(x, W, b)
                return y
                """).isWithin(40).fuses("Conv", 1);
        assertThat(run.quantized().inserted().constants().get(0).enlargement()).isGreaterThan(1);
    }

    /** Issue 24711: a bias whose scale is not the product of the other two is taken at its word, or not fused. */
    @Test
    void theScaleOfABiasIsTheProductOfTheOtherTwo() {
        WholeRun run = WholeRun.of("""
                x: float[1,4,6,6]; W = random[8,4,3,3]; b = random[8]
                y = Conv(x, W, b)
                return y
                """).isWithin(30).fuses("Conv", 1);
        var constants = run.quantized().inserted().constants();
        float[] weight = constants.get(0).quantization().scaleTensor().toFloats();
        float[] bias = constants.get(1).quantization().scaleTensor().toFloats();
        float input = java.util.Objects.requireNonNull(
                        run.quantized().inserted().activations().get("x"))
                .scale();
        for (int i = 0; i < bias.length; i++) {
            assertThat(bias[i]).isEqualTo(input * weight[i]);
        }
    }

    /** onnxruntime.quantization 1.30 multiplies the bias' scale by beta and then sets beta to 1. */
    @Test
    void betaOfGemmIsPartOfTheBias() {
        WholeRun.of("""
                x: float[4,16]; W = random[16,8]; b = values[8] {5}
                y = Gemm(x, W, b) {beta=0.25}
                return y
                """).isWithin(30).fuses("Gemm", 1);
    }

    /** Issue 28130: older QGemm kernels ignore alpha. */
    @Test
    void alphaOfGemmIsPartOfTheWeight() {
        WholeRun.of("""
                x: float[4,16]; W = random[16,8]; b = random[8]
                y = Gemm(x, W, b) {alpha=0.25}
                return y
                """).isWithin(30).fuses("Gemm", 1);
    }

    /** onnxruntime.quantization 1.30 ends with exceptions where the bias of Gemm is no vector. */
    @ParameterizedTest
    @ValueSource(strings = {"1,8", "4,8", "1", "4,1", "1,1", "8"})
    void biasesOfGemmMayHaveAnyShape(String shape) {
        WholeRun.of("""
                x: float[4,16]; W = random[16,8]; b = random[%s]; V = random[8,8]
                g = Gemm(x, W, b)
                y = MatMul(g, V)
                return y
                """.formatted(shape)).isWithin(28).fuses("Gemm", 1).fuses("MatMul", 1);
    }

    @Test
    void aGemmMayTransposeBothFactors() {
        WholeRun.of("""
                x: float[16,4]; W = random[8,16]; b = random[8]
                y = Gemm(x, W, b) {transA=1, transB=1}
                return y
                """).isWithin(30);
    }

    /** onnxruntime.quantization 1.30 ends with an exception for per-channel ConvTranspose with groups. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aTransposedConvolutionMayHaveGroups(int groups) {
        WholeRun.of("""
                x: float[1,4,6,6]; V = random[4,4,1,1]; W = random[4,%d,3,3]; b = random[4]
                c = Conv(x, V)
                y = ConvTranspose(c, W, b) {group=%d}
                return y
                """.formatted(4 / groups, groups)).isWithin(28);
    }

    /** Nodes were told apart by name, so that all nodes without one got the last one's copy of the bias. */
    @Test
    void nodesWithoutNamesMayShareABias() {
        WholeRun run = WholeRun.of("""
                x: float[1,4,6,6]; V, W = random[4,4,3,3]; b = random[4]
                c = Conv(x, V, b)
                y = Conv(c, W, b)
                return y
                """).isWithin(30).fuses("Conv", 2);
        assertThat(run.quantized().inserted().constants()).hasSize(4);
    }

    /** A weight with two readers and two axes: one copy for each. */
    @Test
    void aConvolutionAndAGemmMayShareAWeight() {
        WholeRun.of("""
                x: float[1,8,1,1]; W4 = random[8,8,1,1]; two = int64[2] {8, 8}; flat = int64[2] {1, 8}
                W = Reshape(W4, two)
                c = Conv(x, W4)
                f = Reshape(c, flat)
                y = Gemm(f, W)
                return y
                """).isWithin(25).fuses("Conv", 1).fuses("Gemm", 1);
    }

    /** The dynamic quantizer transposed a shared weight twice: relative error 1.0, no error raised. */
    @Test
    void twoGemmsMayShareATransposedWeight() {
        WholeRun.of("""
                x: float[4,8]; W = random[8,8]
                g = Gemm(x, W) {transB=1}
                h = Gemm(g, W) {transB=1}
                y = Gemm(h, W)
                return y
                """).isWithin(25).fuses("Gemm", 3);
    }

    /** Issue 17760: an optional input that is left out became a value named "_quantized". */
    @Test
    void inputsThatAreLeftOutStayOut() {
        WholeRun run = WholeRun.of("""
                x: float[1,4,6,6]; W = random[4,4,1,1]; six = float[] {6}; pads = int64[8] {0, 0, 1, 1, 0, 0, 1, 1}
                c = Conv(x, W, )
                k = Clip(c, , six)
                p = Pad(k, pads, )
                y = Conv(p, W)
                return y
                """).isWithin(30);
        assertThat(run.nodes()).flatExtracting(node -> node.outputs()).noneMatch(name -> name.startsWith("_"));
    }
}
