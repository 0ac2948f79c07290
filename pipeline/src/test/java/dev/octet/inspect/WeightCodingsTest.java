package dev.octet.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.codebook.CodebookQuantizer;
import dev.octet.codebook.CodebookSettings;
import dev.octet.graph.Model;
import dev.octet.graph.Operator;
import dev.octet.tensor.ElementType;
import dev.octet.testing.GraphText;
import dev.octet.weightonly.WeightForm;
import dev.octet.weightonly.WeightOnlyQuantizer;
import dev.octet.weightonly.WeightOnlySettings;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeightCodingsTest {
    private static final Operator DEQUANTIZE = new Operator(Operator.ONNX, "DequantizeLinear");

    private static final String MODEL = """
            i: int64[2]; T = random[10,64]; W, V = random[64,32]; b = random[32]
            x = Gather(T, i); a = MatMul(x, W); c = MatMul(x, V); d = Add(a, c); y = Add(d, b)
            return y
            """;

    private static QuantizationSummary of(Model model) {
        return Inspection.of(model).quantization();
    }

    private static QuantizationSummary quantized(WeightOnlySettings settings) {
        return of(WeightOnlyQuantizer.quantize(GraphText.parse(MODEL), settings).model());
    }

    @Test
    void tellsPackedBlocks() {
        QuantizationSummary found = quantized(WeightOnlySettings.ofBits(4).withForm(WeightForm.MICROSOFT));

        assertThat(found.weightCodings()).hasSize(2);
        // 2048 nibbles, 64 scales and 64 nibbles of zero points, twice.
        assertThat(found.weightCodings())
                .contains(new WeightCoding(
                        new Operator(Operator.MICROSOFT, "MatMulNBits"),
                        4,
                        0,
                        Granularity.BLOCK,
                        32,
                        true,
                        2,
                        4096,
                        128,
                        2 * (1024 + 256 + 32)));
        assertThat(found.weightShare()).isEqualTo((4096 + 640) / (4096 + 640 + 32.0), Offset.offset(1e-9));
    }

    @Test
    void tellsBlocksOfDequantizeLinearAndOfTablesThatAreGatheredFirst() {
        QuantizationSummary found = quantized(WeightOnlySettings.ofBits(8));

        // Scales, and zero points: one a block of 32.
        assertThat(found.weightCodings())
                .containsExactly(new WeightCoding(
                        DEQUANTIZE, 8, 0, Granularity.BLOCK, 32, true, 3, 4736, 148, 4736 + 4 * 148 + 148));
        assertThat(found.weightCodings().get(0).bitsPerWeight()).isEqualTo(9.25);
    }

    @Test
    void tellsChannelsAndTensorsApartAndCountsSharedWeightsOnce() {
        QuantizationSummary found = of(GraphText.parse("""
                x: float[2,2]
                w = int8[2,2] {1}; v = int8[2,2] {2}; one = float[] {0.5}; two = float[2] {0.5}
                a = DequantizeLinear(w, one); b = DequantizeLinear(v, two) {axis=1}; c = DequantizeLinear(w, one)
                d = MatMul(x, a); e = MatMul(d, b); y = MatMul(e, c)
                return y
                """));

        assertThat(found.weightCodings())
                .containsExactly(
                        new WeightCoding(DEQUANTIZE, 8, 0, Granularity.TENSOR, 0, false, 1, 4, 1, 8),
                        new WeightCoding(DEQUANTIZE, 8, 0, Granularity.CHANNEL, 0, false, 1, 4, 2, 12));
        assertThat(found.weightShare()).isEqualTo(1);
    }

    @Test
    void leavesOutBiasesAndActivations() {
        QuantizationSummary found = of(GraphText.parse("""
                x: float[2]; s = float[] {0.5}; z = uint8[] {3}; bias = int32[2] {7}
                q = QuantizeLinear(x, s, z); a = DequantizeLinear(q, s, z); b = DequantizeLinear(bias, s)
                y = Add(a, b)
                return y
                """));

        assertThat(found.weightCodings()).isEqualTo(List.of());
    }

    @Test
    void tellsOperatorsThatComputeWithIntegers() {
        QuantizationSummary found = of(GraphText.parse("""
                x: uint8[2,2]; w = int8[2,2] {1}
                y = MatMulInteger(x, w)
                return y
                """));

        assertThat(found.weightCodings())
                .containsExactly(new WeightCoding(
                        new Operator(Operator.ONNX, "MatMulInteger"), 8, 0, Granularity.UNKNOWN, 0, false, 1, 4, 0, 4));
    }

    private static QuantizationSummary coded(boolean perChannel) {
        return of(CodebookQuantizer.quantize(
                        GraphText.parse(MODEL), CodebookSettings.ofBits(4).withPerChannel(perChannel))
                .model());
    }

    @Test
    void tellsCodebooksOfTensors() {
        QuantizationSummary found = coded(false);

        // 640 and twice 2048 nibbles, and three lists of 16 floats.
        assertThat(found.weightCodings())
                .containsExactly(new WeightCoding(
                        new Operator(Operator.ONNX, "Gather"),
                        4,
                        16,
                        Granularity.TENSOR,
                        0,
                        false,
                        3,
                        4736,
                        48,
                        2368 + 192));
        assertThat(found.form()).isEqualTo(QuantizationForm.WEIGHT_ONLY);
        assertThat(found.codebooks()).isEqualTo(3);
        assertThat(found.weightTypes()).isEqualTo(Map.of(ElementType.UINT4, 3));
        assertThat(found.weightShare()).isEqualTo(4736 / (4736 + 32.0), Offset.offset(1e-9));
    }

    @Test
    void tellsCodebooksOfChannels() {
        QuantizationSummary found = coded(true);

        // The table of ten rows is smaller as floats; W and V have a list for each of 32 columns.
        assertThat(found.weightCodings())
                .containsExactly(new WeightCoding(
                        new Operator(Operator.ONNX, "GatherElements"),
                        4,
                        16,
                        Granularity.CHANNEL,
                        0,
                        false,
                        2,
                        4096,
                        1024,
                        2048 + 4096));
    }

    @Test
    void takesNoLookUpForACodebook() {
        QuantizationSummary found = of(GraphText.parse("""
                i: uint8[2]; T = random[16,4]; k = int64[2] {1, 0}; v = random[16]; small = uint8[2] {1, 0}
                j = Cast(i) {to=6}; a = Gather(T, j); m = Cast(small) {to=6}; b = Gather(T, m); c = Gather(v, k)
                d = Gather(v, j)
                return a, b, c, d
                """));

        assertThat(found.weightCodings()).isEqualTo(List.of());
        assertThat(found.isQuantized()).isFalse();
    }
}
