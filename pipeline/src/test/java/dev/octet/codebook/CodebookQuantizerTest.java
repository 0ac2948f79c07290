package dev.octet.codebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
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
import dev.octet.testing.RandomTensors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Run by ONNX Runtime against the float model with its weights replaced by the nearest values of their codebooks. */
class CodebookQuantizerTest {
    private static final Map<String, String> MODELS = Map.of(
            "MatMul", "x: float[3,64]; W = random[64,24]; y = MatMul(x, W); return y",
            "MatMul of odd size", "x: float[2,3,37]; W = random[37,5]; y = MatMul(x, W); return y",
            "MatMul of a batch", "x: float[2,3,40]; W = random[2,40,5]; y = MatMul(x, W); return y",
            "Gemm", "x: float[3,48]; W = random[48,7]; c = random[7]; y = Gemm(x, W, c); return y",
            "Gemm transposed",
                    "x: float[3,48]; W = random[7,48]; c = random[7]; y = Gemm(x, W, c) {transB=1}; return y",
            "Gather", "i: int64[2,2]; W = random[99,7]; y = Gather(W, i); return y",
            "Conv", "x: float[1,5,6,6]; W = random[3,5,3,3]; b = random[3]; y = Conv(x, W, b); return y",
            "tied", "i: int64[2]; W = random[48,32]; e = Gather(W, i); t = Transpose(W); y = MatMul(e, t); return y");

    static Stream<Arguments> cases() {
        return MODELS.keySet().stream()
                .sorted()
                .flatMap(model -> Stream.of(CodebookKind.values())
                        .flatMap(kind -> Stream.of(
                                Arguments.of(model, kind, 4, false),
                                Arguments.of(model, kind, 4, true),
                                Arguments.of(model, kind, 8, false))));
    }

    private static Model model(String name) {
        return GraphText.parse(Objects.requireNonNull(MODELS.get(name)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void computesWithTheNearestValues(String name, CodebookKind kind, int bits, boolean perChannel) {
        Model model = model(name);
        boolean large = bits == 4 || weight(model).elementCount() * 3 > 1024;
        CodebookSettings settings = new CodebookSettings(kind, bits, perChannel, Set.of());

        CodebookResult result = CodebookQuantizer.quantize(model, settings);

        assertThat(result.weights()).hasSize(large ? 1 : 0);
        if (large) {
            assertThat(result.model().graph().initializers()).doesNotContainKey("W");
            Tensor meant = new MeantByCodebook(settings).of(weight(model), axis(name));
            assertSameResults(replaced(model, meant), result.model());
        }
    }

    private static int axis(String name) {
        return switch (name) {
            case "Conv", "Gemm transposed" -> 0;
            case "MatMul of a batch" -> 2;
            default -> 1;
        };
    }

    @Test
    void writesFourBitsWithTheirOwnTypeAndEightWithout() {
        Model four = CodebookQuantizer.quantize(model("MatMul"), CodebookSettings.ofBits(4))
                .model();
        Model eight = CodebookQuantizer.quantize(model("MatMul").withOpset("", 9), CodebookSettings.ofBits(8))
                .model();

        assertThat(four.graph().constant("W_codes").orElseThrow().type()).isEqualTo(ElementType.UINT4);
        assertThat(four.opset()).isEqualTo(21);
        assertThat(eight.graph().constant("W_codes").orElseThrow().type()).isEqualTo(ElementType.UINT8);
        assertThat(eight.opset()).isEqualTo(13);
    }

    @Test
    void losesLessThanEvenlySpacedCodes() {
        Model model = GraphText.parse("x: float[3,512]; W = random[512,64]; y = MatMul(x, W); return y");

        CodebookResult result = CodebookQuantizer.quantize(model, CodebookSettings.ofBits(4));

        CodebookWeight weight = result.weights().get(0);
        assertThat(weight.sqnr()).isGreaterThan(weight.uniformSqnr());
        assertThat(result.sqnr()).isEqualTo(weight.sqnr());
        assertThat(weight.bytes()).isEqualTo(512 * 64 / 2 + 16 * 4);
        assertThat(weight.uniformBytes()).isEqualTo(512 * 64 / 2 + 4 + 1);
        assertThat(weight.floatBytes()).isEqualTo(512 * 64 * 4);
    }

    @Test
    void keepsConstantTensorsExactly() {
        Model model = model("MatMul");
        float[] same = new float[64 * 24];
        Arrays.fill(same, 0.3f);
        Model constant = replaced(model, Tensor.ofFloats(weight(model).shape(), same));

        for (CodebookKind kind : CodebookKind.values()) {
            CodebookResult result = CodebookQuantizer.quantize(
                    constant, CodebookSettings.ofBits(4).withKind(kind));

            assertThat(result.sqnr()).isGreaterThan(140);
        }
        CodebookResult means = CodebookQuantizer.quantize(constant, CodebookSettings.ofBits(4));
        assertThat(means.sqnr()).isInfinite();
        assertSameResults(constant, means.model());
    }

    @Test
    void refusesNan() {
        for (boolean perChannel : new boolean[] {false, true}) {
            Model model = model("MatMul");
            float[] elements = weight(model).toFloats();
            elements[77] = Float.NaN;
            Model damaged = replaced(model, Tensor.ofFloats(weight(model).shape(), elements));
            CodebookSettings settings = CodebookSettings.ofBits(4).withPerChannel(perChannel);

            assertThatThrownBy(() -> CodebookQuantizer.quantize(damaged, settings))
                    .isInstanceOfSatisfying(
                            OctetException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(Kind.INVALID_MODEL))
                    .hasMessageContaining("Tensor 'W'")
                    .hasMessageContaining("NaN");
        }
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(
                        "x: float[2,6]; W = random[6,3]; y = MatMul(x, W); return y",
                        false,
                        "codes and codebooks are smaller"),
                Arguments.of(
                        "x: float[2,8]; W = random[8,64]; y = MatMul(x, W); return y",
                        true,
                        "codes and codebooks are smaller"),
                Arguments.of(
                        "x: float[2,64]; W = random[64,64]; y = MatMul(x, W); return y, W",
                        false,
                        "the weight is no output of the model"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void saysWhyAWeightStaysFloat(String text, boolean perChannel, String reason) {
        CodebookResult result = CodebookQuantizer.quantize(
                GraphText.parse(text), CodebookSettings.ofBits(4).withPerChannel(perChannel));

        assertThat(result.weights()).isEmpty();
        assertThat(result.trace()).extracting(TraceEntry::refusal).containsExactly(Optional.of(reason));
    }

    @Test
    void leavesWhatAnExcludedNodeReads() {
        Model model = model("MatMul");
        Model named = model.withGraph(model.graph().mapNodes(node -> node.named("head")));

        CodebookResult result =
                CodebookQuantizer.quantize(named, CodebookSettings.ofBits(4).withExcludedNodes(Set.of("head")));

        assertThat(result.trace())
                .extracting(TraceEntry::refusal)
                .containsExactly(Optional.of("no reader of the weight is excluded"));
    }

    @Test
    void takesFourOrEightBits() {
        assertThatThrownBy(() -> CodebookSettings.ofBits(5))
                .isInstanceOf(OctetException.class)
                .hasMessage("Expected codes of 4 or 8 bits, got 5");
    }

    private static Tensor weight(Model model) {
        return model.graph().constant("W").orElseThrow();
    }

    private static Model replaced(Model model, Tensor weight) {
        Map<String, Initializer> initializers =
                new LinkedHashMap<>(model.graph().initializers());
        initializers.put("W", Initializer.of("W", weight));
        return model.withGraph(
                model.graph().toBuilder().initializers(initializers.values()).build());
    }

    /** The values are the same bits, so at each level ONNX Runtime computes the same. */
    private static void assertSameResults(Model wanted, Model found) {
        for (OptimizationLevel level : List.of(OptimizationLevel.NONE, OptimizationLevel.EXTENDED)) {
            assertThat(run(found, level)).as("%s", level).containsExactly(run(wanted, level));
        }
    }

    private static float[] run(Model model, OptimizationLevel level) {
        SessionSettings settings = SessionSettings.defaults().withThreads(1).withLevel(level);
        try (Session session = Session.open(model, settings)) {
            Map<String, Tensor> inputs = new LinkedHashMap<>();
            session.inputs().forEach(input -> inputs.put(input.name(), input(input)));
            return session.run(inputs).values().iterator().next().toFloats();
        }
    }

    private static Tensor input(Value input) {
        ValueType.TensorType type = (ValueType.TensorType) input.type();
        Shape shape = Shape.of(type.dimensions().orElseThrow().stream()
                .mapToLong(dimension -> dimension.number().orElseThrow())
                .toArray());
        return type.element() == ElementType.INT64
                ? Tensor.ofLongs(
                        shape,
                        LongStream.range(0, shape.elementCount())
                                .map(i -> 31 - 9 * i)
                                .toArray())
                : RandomTensors.random(ElementType.FLOAT, shape, 5, input.name());
    }
}
