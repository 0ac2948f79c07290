package dev.octet.dynamic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.affine.Scheme;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.rewrite.TraceEntry;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every form is run by ONNX Runtime, as it stands and fused, and compared with the float model. */
class DynamicQuantizerTest {
    private static final String LSTM =
            "x: float[5,2,16]; W = random[1,32,16]; R = random[1,32,8]; b = random[1,64]; y = LSTM(x, W, R, b)"
                    + " {hidden_size=8}; return y";
    private static final String BOTH_WAYS =
            "x: float[5,2,16]; W = random[2,32,16]; R = random[2,32,8]; y = LSTM(x, W, R) {hidden_size=8,"
                    + " direction=\"bidirectional\"}; return y";
    private static final String ATTENTION =
            "x: float[1,6,16]; W = random[16,48]; b = random[48]; y = com.microsoft.Attention(x, W, b) {num_heads=2};"
                    + " return y";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        x: float[6,48]; W = random[48,24]; y = MatMul(x, W); return y                         | com.microsoft.DynamicQuantizeMatMul
        x: float[2,6,48]; W = random[48,24]; y = MatMul(x, W); return y                       | com.microsoft.DynamicQuantizeMatMul
        x: float[6,48]; W = random[48,24]; b = random[24]; y = Gemm(x, W, b); return y        | com.microsoft.DynamicQuantizeMatMul
        x: float[6,48]; W = random[24,48]; y = Gemm(x, W) {transB=1}; return y                | com.microsoft.DynamicQuantizeMatMul
        x: float[6,48]; W = random[24,48]; c = random[6,1]; y = Gemm(x, W, c) {transB=1}; return y | com.microsoft.DynamicQuantizeMatMul
        """)
    void fusesProducts(String text, String fused) {
        assertThat(quantized(text).operators()).containsKey(fused).doesNotContainKey("MatMulInteger");
    }

    @Test
    void fusesLstms() {
        assertThat(quantized(LSTM).operators()).containsOnlyKeys("com.microsoft.DynamicQuantizeLSTM");
        assertThat(quantized(BOTH_WAYS).operators()).containsOnlyKeys("com.microsoft.DynamicQuantizeLSTM");
    }

    @Test
    void fusesAttention() {
        assertThat(quantized(ATTENTION).operators()).containsKey("com.microsoft.QAttention");
    }

    @Test
    void quantizesOnceWhatSeveralProductsRead() {
        Model model = GraphText.parse("x: float[6,48]; V, W = random[48,24]; a = MatMul(x, V); b = MatMul(x, W);"
                + " y = Add(a, b); return y");

        DynamicResult result = DynamicQuantizer.quantize(model, DynamicSettings.defaults());

        assertThat(result.quantizedNodes()).isEqualTo(2);
        assertThat(result.model().graph().nodes().stream().filter(node -> node.is("DynamicQuantizeLinear")))
                .hasSize(1);
        assertNearFloat(model, result.model());
        assertThat(fusion(result.model()).operators()).containsEntry("com.microsoft.MatMulIntegerToFloat", 2);
    }

    /** DynamicQuantizeLinear-11 and the product, by their definitions and in binary64. */
    @Test
    void computesWhatTheOperatorsAreDefinedToDo() {
        Model model = GraphText.parse("x: float[6,48]; W = random[48,24]; y = MatMul(x, W); return y");
        float[] x = input(model.graph().inputs().get(0)).toFloats();
        float[] w = model.graph().constant("W").orElseThrow().toFloats();
        double min = 0;
        double max = 0;
        for (float value : x) {
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        double scale = (float) (max - min) / 255;
        double zero = Math.rint(-min / scale);

        float[] found = run(quantize(model), OptimizationLevel.NONE);

        for (int column = 0; column < 24; column++) {
            double largest = 0;
            for (int k = 0; k < 48; k++) {
                largest = Math.max(largest, Math.abs(w[k * 24 + column]));
            }
            float step = (float) (largest / 127);
            for (int row = 0; row < 6; row++) {
                double sum = 0;
                for (int k = 0; k < 48; k++) {
                    double code = Math.max(0, Math.min(255, Math.rint(x[row * 48 + k] / scale) + zero)) - zero;
                    sum += code * Math.rint(w[k * 24 + column] / step);
                }
                assertThat(found[row * 24 + column]).isCloseTo((float) (sum * scale * step), Offset.offset(2e-5f));
            }
        }
    }

    @Test
    void quantizesTheRowsOfATable() {
        Model model = GraphText.parse("i: int64[2,2]; W = random[10,48]; y = Gather(W, i); return y");
        float[] rows = model.graph().constant("W").orElseThrow().toFloats();

        Model quantized = quantize(model);

        float[] found = run(quantized, OptimizationLevel.EXTENDED);
        int[] picked = {0, 9, 3, 3};
        for (int i = 0; i < found.length; i++) {
            int row = picked[i / 48];
            float largest = 0;
            for (int k = 0; k < 48; k++) {
                largest = Math.max(largest, Math.abs(rows[row * 48 + k]));
            }
            float step = largest / 127;
            assertThat(found[i]).isEqualTo((float) Math.rint(rows[row * 48 + i % 48] / step) * step);
        }
        assertThat(quantized.graph().initializers()).doesNotContainKey("W");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        x: float[48,3]; W = random[24,48]; y = MatMul(W, x); return y                          |
        x: float[2,3,48]; W = random[2,48,4]; y = MatMul(x, W); return y                       | the second factor is a constant matrix
        x: float[6,15]; W = random[15,48]; y = MatMul(x, W); return y                          | 16 numbers or more are added up
        x: float[6,15]; W = random[48,15]; y = Gemm(x, W) {transB=1}; return y                 | 16 numbers or more are added up
        x: float[48,2]; W = random[48,4]; y = Gemm(x, W) {transA=1}; return y                  | A is not transposed
        x: float[2,48]; W = random[48,4]; y = Gemm(x, W) {alpha=2.0}; return y                 | alpha is 1
        x: float[2,48]; W = random[48,4]; c = random[4]; y = Gemm(x, W, c) {beta=2.0}; return y | beta is 1 or there is no C
        i: int64[2,2]; W = random[48]; y = Gather(W, i); return y                              | the table is a matrix
        i: int64[2,2]; W = random[10,48]; y = Gather(W, i) {axis=1}; return y                  | whole rows are picked
        i: int64[2,2]; W = random[10,15]; y = Gather(W, i); return y                           | a row has 16 elements or more
        x: float[2,5,16]; W = random[1,32,16]; R = random[1,32,8]; y = LSTM(x, W, R) {hidden_size=8, layout=1}; return y | the sequence is the first axis
        x: float[1,2,6,6]; W = random[3,2,3,3]; y = Conv(x, W); return y                       | ONNX Runtime runs a convolution faster than float where its input is quantized while the model runs
        x: float[5,2,16]; W = random[1,24,16]; R = random[1,24,8]; y = GRU(x, W, R) {hidden_size=8}; return y | ONNX Runtime has a kernel of this operator on integers, as for LSTM
        x: float[1,6,16]; W = random[16,48]; b = random[48]; m = random[1,2,6,6]; y = com.microsoft.Attention(x, W, b, , , m) {num_heads=2}; return y | nothing is added to the scores
        """)
    void leavesFloat(String text, String reason) {
        Model model = GraphText.parse(text);

        DynamicResult result = DynamicQuantizer.quantize(model, DynamicSettings.defaults());

        assertThat(result.trace())
                .extracting(TraceEntry::refusal)
                .isEqualTo(reason == null ? List.of() : List.of(Optional.of(reason)));
        assertThat(result.model().graph()).isEqualTo(model.graph());
    }

    @Test
    void leavesWhatIsExcludedOrTooOld() {
        Model model = GraphText.parse("x: float[6,48]; W = random[48,24]; y = MatMul(x, W); return y");
        Model named = model.withGraph(model.graph().mapNodes(node -> node.named("head")));
        DynamicSettings settings = DynamicSettings.defaults();

        assertThat(refusals(named, settings.withExcludedNodes(Set.of("head"))))
                .containsExactly("the node is not excluded");
        assertThat(refusals(named, settings.withExcludedOperators(Set.of("MatMul"))))
                .containsExactly("the node is not excluded");
        assertThat(refusals(named.withOpset("", 10), settings)).containsExactly("the operator set is 11 or higher");
    }

    @Test
    void staysWithinSevenBitsWhereSumsOfProductsSaturate() {
        Model model = GraphText.parse("x: float[6,48]; W = random[48,24]; y = MatMul(x, W); return y");

        Model reduced = DynamicQuantizer.quantize(
                        model, DynamicSettings.defaults().withWeight(Scheme.INT8_WEIGHT.withReducedRange()))
                .model();

        byte[] codes = new byte[48 * 24];
        reduced.graph().constant("W_quantized").orElseThrow().data().buffer().get(codes);
        assertThat(codes).contains(64).doesNotContain(65, -65);
        assertNearFloat(model, reduced);
    }

    @Test
    void refusesWeightsThatProductsCannotTake() {
        assertThatThrownBy(() -> DynamicSettings.defaults().withWeight(Scheme.UINT8_ASYMMETRIC))
                .isInstanceOf(IllegalArgumentException.class);
        Model model = GraphText.parse(
                "x: float[1,16]; W = float[16,1]{1, nan, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}; y = MatMul(x, W);"
                        + " return y");
        assertThatThrownBy(() -> quantize(model))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("'W'");
    }

    private static List<String> refusals(Model model, DynamicSettings settings) {
        return DynamicQuantizer.quantize(model, settings).trace().stream()
                .flatMap(entry -> entry.refusal().stream())
                .toList();
    }

    private static FusionReport quantized(String text) {
        Model model = GraphText.parse(text);
        Model quantized = quantize(model);
        assertNearFloat(model, quantized);
        return fusion(quantized);
    }

    private static Model quantize(Model model) {
        DynamicResult result = DynamicQuantizer.quantize(model, DynamicSettings.defaults());
        assertThat(result.quantizedNodes()).isEqualTo(1);
        assertThat(result.model().graph().inputs()).isEqualTo(model.graph().inputs());
        assertThat(result.model().graph().nodes()).extracting(Node::output).contains("y");
        return result.model();
    }

    private static FusionReport fusion(Model model) {
        return FusionReport.of(model, SessionSettings.defaults());
    }

    /** Errors of 8-bit codes are near 1 % of the largest product, and mend each other in sums. */
    private static void assertNearFloat(Model model, Model quantized) {
        float[] expected = run(model, OptimizationLevel.NONE);
        float largest = 0;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        for (OptimizationLevel level : List.of(OptimizationLevel.NONE, OptimizationLevel.EXTENDED)) {
            float[] actual = run(quantized, level);
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                assertThat(actual[i])
                        .as("%s, element %d", level, i)
                        .isCloseTo(expected[i], Offset.offset(largest / 50));
            }
        }
    }

    private static float[] run(Model model, OptimizationLevel level) {
        try (Session session =
                Session.open(model, SessionSettings.defaults().withLevel(level).withThreads(1))) {
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            session.inputs().forEach(input -> inputs.put(input.name(), input(input)));
            return session.run(inputs).values().iterator().next().toFloats();
        }
    }

    private static Tensor input(Value input) {
        if (input.name().equals("i")) {
            return Tensor.ofLongs(Shape.of(2, 2), 0, 9, 3, 3);
        }
        ValueType.TensorType type = (ValueType.TensorType) input.type();
        long[] sizes = type.dimensions().orElseThrow().stream()
                .mapToLong(dimension -> dimension.number().orElseThrow())
                .toArray();
        return RandomTensors.random(ElementType.FLOAT, Shape.of(sizes), 5, input.name());
    }
}
