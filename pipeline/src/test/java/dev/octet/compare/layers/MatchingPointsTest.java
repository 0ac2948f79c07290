package dev.octet.compare.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.QuantizedType;
import dev.octet.graph.Model;
import dev.octet.testing.GraphText;
import org.junit.jupiter.api.Test;

/** Names as Octet and other quantizers give them. */
class MatchingPointsTest {
    private static final Model REFERENCE = GraphText.parse("""
            x: float[1,4]
            W = random[4,3]
            y = MatMul(x, W)
            z = Relu(y)
            return y, z
            """);

    private static MatchingPoints of(String nodes) {
        return MatchingPoints.of(REFERENCE, GraphText.parse("""
                        x: float[1,4]
                        codes = int8[4,3] {1}
                        W_quantized = int8[4,3] {1}
                        s = values[] {0.5}
                        rows = values[4] {0.5}
                        p = int8[] {3}
                        pu = uint16[] {7}
                        """ + nodes));
    }

    @Test
    void findsTheOldNameBehindADequantizeLinearThatTookIt() {
        MatchingPoints points = of("""
                W_dequantized = DequantizeLinear(W_quantized, s)
                y_float = MatMul(x, W_dequantized)
                y_quantized = QuantizeLinear(y_float, s, p)
                y = DequantizeLinear(y_quantized, s, p)
                z = Relu(y)
                return y, z
                """);
        assertThat(points.tensors()).singleElement().satisfies(tensor -> {
            assertThat(tensor.name()).isEqualTo("y");
            assertThat(tensor.source()).isEqualTo("y_float");
            assertThat(tensor.affine().type()).isEqualTo(QuantizedType.INT8);
            assertThat(tensor.affine().zeroPoint()).isEqualTo(3);
            assertThat(tensor.producer().orElseThrow().is("MatMul")).isTrue();
            assertThat(tensor.readers()).singleElement().matches(node -> node.is("Relu"));
        });
        assertThat(points.weights()).extracting(QuantizedWeight::name).containsExactly("W");
    }

    @Test
    void findsTheNamesOfOnnxRuntimesQuantizer() {
        MatchingPoints points = of("""
                x_QuantizeLinear_Output = QuantizeLinear(x, s, p)
                x_DequantizeLinear_Output = DequantizeLinear(x_QuantizeLinear_Output, s, p)
                W_DequantizeLinear_Output = DequantizeLinear(W_quantized, s)
                y_QuantizeLinear_Input = MatMul(x_DequantizeLinear_Output, W_DequantizeLinear_Output)
                y_QuantizeLinear_Output = QuantizeLinear(y_QuantizeLinear_Input, s, p)
                y = DequantizeLinear(y_QuantizeLinear_Output, s, p)
                z = Relu(y)
                return y, z
                """);
        assertThat(points.tensors()).extracting(QuantizedTensor::name).containsExactly("x", "y");
        assertThat(points.weights()).extracting(QuantizedWeight::name).containsExactly("W");
    }

    @Test
    void aWeightThatOctetScaledHasNoMatchWhereverItIsRead() {
        MatchingPoints points = of("""
                W_equalized_quantized = int8[4,3] {1}
                d = DequantizeLinear(W_equalized_quantized, s)
                y = MatMul(x, d)
                z = Relu(y)
                return y, z
                """);
        assertThat(points.weights()).isEmpty();
        assertThat(points.unmatched()).containsExactly("W_equalized_quantized");
    }

    @Test
    void aBiasThatOctetCorrectedIsNoErrorOfItsOwn() {
        Model reference =
                GraphText.parse("x: float[1,3,4,4]; W = random[4,3,1,1]; b = random[4]; y = Conv(x, W, b); return y");
        Model quantized = GraphText.parse("""
                x: float[1,3,4,4]
                W = random[4,3,1,1]
                b_corrected_quantized = int32[4] {1}
                s = float[] {0.5}
                d = DequantizeLinear(b_corrected_quantized, s)
                y = Conv(x, W, d)
                return y
                """);
        MatchingPoints points = MatchingPoints.of(reference, quantized);
        assertThat(points.weights()).isEmpty();
        assertThat(points.unmatched()).containsExactly("b_corrected_quantized");
    }

    @Test
    void findsAWeightOfAnyNameByTheNodeThatReadsIt() {
        MatchingPoints points = of("""
                anything = DequantizeLinear(codes, s)
                y = MatMul(x, anything)
                z = Relu(y)
                return y, z
                """);
        assertThat(points.weights()).extracting(QuantizedWeight::name).containsExactly("W");
    }

    @Test
    void readsTypeAndZeroPointOfSixteenBitCodes() {
        MatchingPoints points = of("""
                q = QuantizeLinear(x, s, pu)
                d = DequantizeLinear(q, s, pu)
                y = Identity(d)
                z = Relu(y)
                return y, z
                """);
        assertThat(points.tensors()).singleElement().satisfies(tensor -> {
            assertThat(tensor.affine().type()).isEqualTo(QuantizedType.UINT16);
            assertThat(tensor.affine().zeroPoint()).isEqualTo(7);
        });
    }

    @Test
    void knowsWhoseScaleATensorShares() {
        MatchingPoints points = of("""
                xq = QuantizeLinear(x, s, p)
                xd = DequantizeLinear(xq, s, p)
                y = Identity(xd)
                yq = QuantizeLinear(y, s, p)
                yd = DequantizeLinear(yq, s, p)
                z = Relu(yd)
                return z
                """);
        assertThat(points.tensors()).extracting(QuantizedTensor::name).containsExactly("x", "y");
        assertThat(points.tensors()).extracting(QuantizedTensor::owner).containsExactly("x", "x");
    }

    @Test
    void leavesOutAValueWithAScaleAChannel() {
        MatchingPoints points = of("""
                q = QuantizeLinear(x, rows) {axis=1}
                d = DequantizeLinear(q, rows) {axis=1}
                y = Identity(d)
                z = Relu(y)
                return y, z
                """);
        assertThat(points.tensors()).isEmpty();
        assertThat(points.unmatched()).containsExactly("x");
    }

    @Test
    void leavesOutAWeightOfAnotherShape() {
        MatchingPoints points = of("""
                other = int8[3,4] {1}
                turned = DequantizeLinear(other, s)
                W_dequantized = Transpose(turned)
                y = MatMul(x, W_dequantized)
                z = Relu(y)
                return y, z
                """);
        assertThat(points.weights()).isEmpty();
        assertThat(points.unmatched()).containsExactly("other");
    }
}
