package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Models that hold QuantizeLinear already: respected, never doubled, and quantized where they are float. */
class ExistingQuantizationTest {
    private static final String HALF_QUANTIZED = """
            x: float[1,16,8,8]; V, W = random[16,16,3,3]; U = int8[16,16,1,1] random
            s = float[] {0.04}; z = uint8[] {128}; us = float[] {0.01}; uz = int8[] {0}
            xq = QuantizeLinear(x, s, z)
            xd = DequantizeLinear(xq, s, z)
            ud = DequantizeLinear(U, us, uz)
            a = Conv(xd, ud)
            aq = QuantizeLinear(a, s, z)
            ad = DequantizeLinear(aq, s, z)
            t = Tanh(ad)
            c = Conv(t, V) {pads=[1,1,1,1]}
            r = Relu(c)
            y = Conv(r, W) {pads=[1,1,1,1]}
            return y
            """;

    @Test
    void theFloatRestIsQuantizedAndWhatWasQuantizedStays() {
        WholeRun run = WholeRun.of(HALF_QUANTIZED)
                .isWithin(30)
                .fuses("Conv", 3)
                .leavesFloat("a", "the model came with 'xd' quantized");
        assertThat(run.written().graph().initializers()).containsKeys("U", "us", "s");
        assertThat(run.result().notes()).anyMatch(note -> note.contains("the model came with 5 nodes that quantize"));
    }

    /** onnxruntime.quantization 1.30 puts a second pair around every value of a quantized model. */
    @Test
    void quantizingTwiceChangesNothing() {
        WholeRun once =
                WholeRun.of("x: float[1,8,6,6]; V, W = random[8,8,3,3]; c = Conv(x, V); y = Conv(c, W); return y");
        WholeRun twice = WholeRun.of(once.written(), settings -> settings);
        twice.isLeftFloat("the model is quantized already");
    }

    @Test
    void dynamicQuantizationStaysInOneKernel() {
        WholeRun run = WholeRun.of("""
                x: float[8,32]; W = uint8[32,32] random; ws = float[] {0.01}; wz = uint8[] {100}
                V = random[32,32]; b = random[32]
                q, s, z = DynamicQuantizeLinear(x)
                i = MatMulInteger(q, W, z, wz)
                f = Cast(i) {to=1}
                both = Mul(s, ws)
                m = Mul(f, both)
                c = Add(m, b)
                t = Tanh(c)
                y = MatMul(t, V)
                return y
                """).isWithin(30).leavesFloat("m", "the model came with 'f' quantized");
        assertThat(run.quantized().fusion().operators()).containsKey("com.microsoft.DynamicQuantizeMatMul");
    }

    @Test
    void aWeightThatIsStoredAsIntegersIsNotStoredAgain() {
        WholeRun.of("""
                x: float[4,32]; W = int8[32,32] random; s = float[] {0.01}; z = int8[] {0}
                w = DequantizeLinear(W, s, z)
                y = MatMul(x, w)
                return y
                """).isLeftFloat("the model is quantized already");
    }
}
