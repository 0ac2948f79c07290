package dev.octet.weightonly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.affine.Symmetry;
import dev.octet.affine.block.BlockMethod;
import dev.octet.error.OctetException;
import dev.octet.graph.FunctionBody;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.rewrite.TraceEntry;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.LocalFunction;
import dev.octet.testing.RandomTensors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Both forms, run by ONNX Runtime, against the float model with its weights replaced by what their codes mean. */
class WeightOnlyQuantizerTest {
    private static final Map<String, String> MODELS = Map.of(
            "MatMul", "x: float[3,64]; W = random[64,24]; y = MatMul(x, W); return y",
            "MatMul with a tail", "x: float[2,3,37]; W = random[37,5]; y = MatMul(x, W); return y",
            "MatMul with a transpose", "x: float[3,32]; W = random[6,32]; t = Transpose(W); y = MatMul(x, t); return y",
            "Gemm", "x: float[3,48]; W = random[48,7]; c = random[7]; y = Gemm(x, W, c); return y",
            "Gemm transposed",
                    "x: float[3,48]; W = random[7,48]; c = random[3,1]; y = Gemm(x, W, c) {transB=1}; return y",
            "Gather", "i: int64[2,2]; W = random[10,48]; y = Gather(W, i); return y");

    private static final String CONVOLUTION =
            "x: float[1,4,6,6]; W = random[5,4,3,3]; b = random[5]; y = Conv(x, W, b); return y";

    private static Model model(String name) {
        return GraphText.parse(Objects.requireNonNull(MODELS.get(name)));
    }

    static Stream<Arguments> cases() {
        return MODELS.keySet().stream()
                .sorted()
                .flatMap(model -> Stream.of(4, 8)
                        .flatMap(bits -> Stream.of(16, 32, WeightOnlySettings.WHOLE_CHANNEL)
                                .flatMap(block -> Stream.of(Symmetry.values())
                                        .flatMap(symmetry -> Stream.of(WeightForm.values())
                                                .map(form -> Arguments.of(model, bits, block, symmetry, form))))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void computesWithWhatTheCodesMean(String name, int bits, int block, Symmetry symmetry, WeightForm form) {
        Model model = model(name);
        WeightOnlySettings settings =
                new WeightOnlySettings(bits, block, symmetry, BlockMethod.MIN_MAX, form, 1, Set.of(), Set.of(), 0);

        WeightOnlyResult result = WeightOnlyQuantizer.quantize(model, settings);

        // Rows of a table need the block scales of operator set 21.
        boolean tooOld = name.equals("Gather") && settings.opset() == 13;
        assertThat(result.quantizedNodes()).isEqualTo(tooOld ? 0 : 1);
        if (tooOld) {
            return;
        }
        assertThat(result.model().graph().initializers()).doesNotContainKey("W");
        boolean table = name.equals("Gather") && form == WeightForm.STANDARD;
        assertSameResults(meant(model, table ? settings.withBits(8) : settings), result.model());
    }

    @Test
    void quantizesConvolutionsByChannelForSizeAlone() {
        Model model = GraphText.parse(CONVOLUTION);
        WeightOnlySettings settings = WeightOnlySettings.ofBits(8);

        Model quantized = WeightOnlyQuantizer.quantize(model, settings).model();

        assertSameResults(meant(model, settings.withBlockSize(WeightOnlySettings.WHOLE_CHANNEL)), quantized);
        assertThat(weight(quantized, "W_codes").shape()).isEqualTo(Shape.of(5, 4, 3, 3));
    }

    @Test
    void bothFormsComputeTheSame() {
        Model model = model("MatMul");
        WeightOnlySettings settings = WeightOnlySettings.ofBits(4).withAccuracyLevel(1);

        Model standard = WeightOnlyQuantizer.quantize(model, settings).model();
        Model microsoft = WeightOnlyQuantizer.quantize(model, settings.withForm(WeightForm.MICROSOFT))
                .model();

        assertSameResults(standard, microsoft);
        assertThat(operators(microsoft)).containsExactly("com.microsoft.MatMulNBits");
        assertThat(operators(standard)).containsExactly("DequantizeLinear", "MatMul");
    }

    @Test
    void raisesTheOperatorSetOnlyAsFarAsNeeded() {
        Model model = model("MatMul").withOpset("", 11);

        assertThat(opset(model, WeightOnlySettings.ofBits(4))).isEqualTo(21);
        assertThat(opset(model, WeightOnlySettings.ofBits(8).withBlockSize(WeightOnlySettings.WHOLE_CHANNEL)))
                .isEqualTo(13);
        assertThat(opset(model, WeightOnlySettings.ofBits(4).withForm(WeightForm.MICROSOFT)))
                .isEqualTo(11);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "x: float[64,3]; W = random[24,64]; y = MatMul(W, x); return y",
                        "the constant is the second factor"),
                Arguments.of(
                        "x: float[2,64,3]; W = random[2,3,64]; y = MatMul(x, W); return y", "the constant is a matrix"),
                Arguments.of(
                        "x: float[2,16]; W = random[16,4]; y = MatMul(x, W); return y",
                        "the matrix has a block of rows"),
                Arguments.of(
                        "x: float[64,2]; W = random[64,4]; y = Gemm(x, W) {transA=1}; return y", "A is not transposed"),
                Arguments.of("x: float[2,64]; W = random[64,4]; y = Gemm(x, W) {alpha=2.0}; return y", "alpha is 1"),
                Arguments.of(
                        "x: float[2,64]; W = random[64,4]; c = random[4]; y = Gemm(x, W, c) {beta=2.0}; return y",
                        "beta is 1 or there is no C"),
                Arguments.of(
                        "i: int64[2]; W = random[4,64]; y = Gather(W, i) {axis=1}; return y", "whole rows are picked"),
                Arguments.of("i: int64[2]; W = random[64]; y = Gather(W, i); return y", "the table is a matrix"),
                Arguments.of(
                        "i: int64[2]; W = random[9,8]; y = Gather(W, i); return y", "a row has a block of elements"),
                Arguments.of(
                        "x: float[1,1,6,6]; W = random[5,1,3,3]; y = Conv(x, W); return y",
                        "a channel has 16 weights or more"),
                Arguments.of(
                        "x: float[5,2,16]; W = random[1,24,16]; R = random[1,24,8]; y = GRU(x, W, R) {hidden_size=8}; return y",
                        "ONNX Runtime has a kernel of this operator for weights that are integers alone"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhyAWeightStaysFloat(String text, String reason) {
        WeightOnlyResult result = WeightOnlyQuantizer.quantize(GraphText.parse(text), WeightOnlySettings.ofBits(4));

        assertThat(result.quantizedNodes()).isZero();
        assertThat(result.trace()).extracting(TraceEntry::refusal).containsExactly(Optional.of(reason));
        assertThat(result.model().graph().initializers()).containsKey("W");
    }

    @Test
    void leavesExcludedNodes() {
        Model model = model("MatMul");
        Model named = model.withGraph(model.graph().mapNodes(node -> node.named("head")));

        WeightOnlyResult result =
                WeightOnlyQuantizer.quantize(named, WeightOnlySettings.ofBits(4).withExcludedNodes(Set.of("head")));

        assertThat(result.trace())
                .extracting(TraceEntry::refusal)
                .containsExactly(Optional.of("the node is not excluded"));
    }

    @Test
    void refusesWhatNoKernelTakes() {
        assertThatThrownBy(() -> WeightOnlySettings.ofBits(3))
                .isInstanceOf(OctetException.class)
                .hasMessage("Expected weights of 4 or 8 bits, got 3");
        assertThatThrownBy(() -> WeightOnlySettings.ofBits(4).withBlockSize(48))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("16, 32, 64, 128 or 256");
        assertThatThrownBy(() -> WeightOnlySettings.ofBits(4).withAccuracyLevel(5))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("from 0 to 4");
    }

    /** Functions that the main graph calls were passed over, with the claim that nothing reads a constant. */
    @Test
    void weightsInFunctionsAreQuantized() {
        FunctionBody dense = LocalFunction.of("Dense", "a,w", "b", "p = MatMul(a, w); b = Relu(p)");
        Model model = GraphText.parse("""
                opset local 1
                x: float[4,32]; V, W = random[32,32]
                h = local.Dense(x, V)
                y = local.Dense(h, W)
                return y
                """).withFunctions(List.of(dense));
        WeightOnlyResult result = WeightOnlyQuantizer.quantize(model, WeightOnlySettings.ofBits(8));
        assertThat(result.quantizedNodes()).isEqualTo(2);
        float[] wanted = run(model, OptimizationLevel.NONE);
        float[] found = run(result.model(), OptimizationLevel.NONE);
        for (int i = 0; i < wanted.length; i++) {
            assertThat(found[i]).isCloseTo(wanted[i], Offset.offset(0.3f));
        }
    }

    private static long opset(Model model, WeightOnlySettings settings) {
        return WeightOnlyQuantizer.quantize(model, settings).model().opset();
    }

    private static List<String> operators(Model model) {
        return model.graph().nodes().stream()
                .map(Node::operator)
                .map(Object::toString)
                .toList();
    }

    /** The float model with W replaced by scale * (code - zeroPoint), found for each block of its lines. */
    private static Model meant(Model model, WeightOnlySettings settings) {
        Tensor weight = weight(model, "W");
        Node reader = model.graph().nodes().get(0);
        boolean columns = reader.is("MatMul") || (reader.is("Gemm") && reader.intAttribute("transB", 0) == 0);
        Tensor changed = MeantWeights.of(weight, columns, settings);
        Map<String, Initializer> initializers =
                new LinkedHashMap<>(model.graph().initializers());
        initializers.put("W", Initializer.of("W", changed));
        return model.withGraph(
                model.graph().toBuilder().initializers(initializers.values()).build());
    }

    private static Tensor weight(Model model, String name) {
        return model.graph().constant(name).orElseThrow();
    }

    private static void assertSameResults(Model wanted, Model found) {
        float[] expected = run(wanted, OptimizationLevel.NONE);
        for (OptimizationLevel level : List.of(OptimizationLevel.NONE, OptimizationLevel.EXTENDED)) {
            float[] actual = run(found, level);
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < actual.length; i++) {
                // Sums of at most 64 products near 1 in another order.
                assertThat(actual[i]).as("%s, element %d", level, i).isCloseTo(expected[i], Offset.offset(2e-5f));
            }
        }
    }

    private static float[] run(Model model, OptimizationLevel level) {
        try (Session session = Session.open(model, settings(level))) {
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            session.inputs().forEach(input -> inputs.put(input.name(), input(input)));
            Tensor output = session.run(inputs).values().iterator().next();
            float[] elements = new float[(int) output.elementCount()];
            output.data().buffer().asFloatBuffer().get(elements);
            return elements;
        }
    }

    /** Where ONNX Runtime fuses a DequantizeLinear into a product it quantizes activations too, unless told not to. */
    private static SessionSettings settings(OptimizationLevel level) {
        return SessionSettings.defaults()
                .withLevel(level)
                .withThreads(1)
                .withEntry("session.qdq_matmulnbits_accuracy_level", "1");
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

    @ParameterizedTest
    @EnumSource(WeightForm.class)
    void writesAttributesInTheSameOrderInEveryRun(WeightForm form) {
        Model quantized = WeightOnlyQuantizer.quantize(
                        model("Gather"), WeightOnlySettings.ofBits(8).withForm(form))
                .model();

        assertThat(quantized.graph().nodes())
                .allSatisfy(node ->
                        assertThat(List.copyOf(node.attributes().keySet())).isSorted());
    }
}
