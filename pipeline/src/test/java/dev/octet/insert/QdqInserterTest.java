package dev.octet.insert;

import static dev.octet.insert.QdqFixture.quantize;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.format.OnnxWriter;
import dev.octet.graph.Graph;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QdqInserterTest {
    private static final String CONV_RELU = """
            x: float[1,2,4,4]; W = random[2,2,1,1]; b = random[2]
            c = Conv(x, W, b)
            y = Relu(c)
            return y
            """;

    @Test
    void putsOneQuantizerBehindAValueAndStoresConstantsAsIntegers() {
        String text = quantize(CONV_RELU).isWithin(30).text();
        assertThat(text.substring(text.indexOf("[x_QuantizeLinear]"))).isEqualTo("""
                [x_QuantizeLinear] x_quantized = QuantizeLinear(x, x_scale, x_zero_point)
                [x_DequantizeLinear] x_dequantized = DequantizeLinear(x_quantized, x_scale, x_zero_point)
                [W_DequantizeLinear] W_dequantized = DequantizeLinear(W_quantized, W_scale, W_zero_point) {axis=0}
                [b_DequantizeLinear] b_dequantized = DequantizeLinear(b_quantized, b_scale, b_zero_point) {axis=0}
                c = Conv(x_dequantized, W_dequantized, b_dequantized)
                y_float = Relu(c)
                [y_QuantizeLinear] y_quantized = QuantizeLinear(y_float, y_scale, y_zero_point)
                [y_DequantizeLinear] y = DequantizeLinear(y_quantized, y_scale, y_zero_point)
                return y
                """);
        assertThat(text).doesNotContain("W = ", "b = ");
    }

    @Test
    void storesAnExplicitZeroPointForEveryPair() {
        Graph graph = quantize(CONV_RELU).inserted().model().graph();
        assertThat(graph.nodes())
                .filteredOn(node -> node.operator().type().endsWith("quantizeLinear")
                        || node.operator().type().endsWith("QuantizeLinear"))
                .hasSize(6)
                .allSatisfy(node -> assertThat(node.inputs()).hasSize(3).allMatch(name -> !name.isEmpty()));
    }

    @Test
    void givesTheSameBytesEveryTime() {
        assertThat(OnnxWriter.toBytes(quantize(CONV_RELU).inserted().model()))
                .isEqualTo(OnnxWriter.toBytes(quantize(CONV_RELU).inserted().model()));
    }

    @Test
    void movementsReadAndWriteTheVerySameParameters() {
        String text = quantize("""
                x: float[1,4,4,4]; V, W = random[4,4,1,1]
                c = Conv(x, V)
                m = MaxPool(c) {kernel_shape=[2,2]}
                y = Conv(m, W)
                return y
                """).isWithin(30).text();
        assertThat(text)
                .contains("m_quantized = QuantizeLinear(m, c_scale, c_zero_point)")
                .contains("m_dequantized = DequantizeLinear(m_quantized, c_scale, c_zero_point)")
                .doesNotContain("m_scale");
    }

    @Test
    void keepsInitializersThatOthersReadAndDropsTheRest() {
        Graph graph = quantize("""
                x: float[1,4,4,4]; V, W, unread = random[4,4,1,1]
                c = Conv(x, V)
                n = Neg(V)
                y = Conv(c, W)
                return y, n
                """).isWithin(30).inserted().model().graph();
        assertThat(graph.initializers())
                .containsKeys("V", "unread", "V_quantized")
                .doesNotContainKey("W");
    }

    @Test
    void listsWhatItStoredAndTheMapsItUsed() {
        Inserted inserted = quantize(CONV_RELU).inserted();
        assertThat(inserted.activations()).containsOnlyKeys("x", "y");
        assertThat(inserted.constants()).extracting(QuantizedConstant::name).containsExactly("W", "b");
        assertThat(inserted.constants())
                .extracting(QuantizedConstant::enlargement)
                .containsOnly(1.0);
    }

    @Test
    void returnsTheModelItselfWhereThereIsNothingToDo() {
        QdqFixture nothing = quantize("x: float[4]; y = Tanh(x); return y");
        assertThat(nothing.inserted().model()).isSameAs(nothing.before());
    }

    @Test
    void refusesAPlanWhoseRangesAreMissing() {
        QdqFixture given = quantize(CONV_RELU);
        assertThatThrownBy(() -> QdqInserter.insert(given.before(), given.plan(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Expected a range for value 'x', got none");
    }
}
