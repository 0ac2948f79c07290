package dev.octet.float16;

import static dev.octet.testing.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.OctetException;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Model;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.PassAssert;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each model runs in ONNX Runtime before and after. */
class Float16ConverterTest {
    /** A few roundings to 11 bits. */
    private static final double TOLERANCE = 0x1p-8;

    private static PassAssert assertThatConversion() {
        return assertThatConversion(Float16Settings.defaults());
    }

    private static PassAssert assertThatConversion(Float16Settings settings) {
        return assertThatPass((model, trace) ->
                        Float16Converter.convert(model, settings).model())
                .withTolerance(TOLERANCE);
    }

    private static Float16Result convert(String text) {
        return Float16Converter.convert(GraphText.parse(text), Float16Settings.defaults());
    }

    @Test
    void castsAtTheBorderAndComputesInHalfPrecisionWithin() {
        assertThatConversion().on("""
                x: float[1,2,4,4]; W = float[3,2,1,1] random
                c = Conv(x, W)
                y = Relu(c)
                return y: float[1,3,4,4]
                """).becomes("""
                W = float16[3,2,1,1]
                "x/half" = Cast(x) {to=10}
                c = Conv("x/half", W)
                "y/half" = Relu(c)
                y = Cast("y/half") {to=1}
                return y: float[1,3,4,4]
                """);
    }

    @Test
    void keepsListedOperatorsInSinglePrecision() {
        assertThatConversion().on("""
                x: float[1,2,4,4]; W = float[3,2,1,1] random; empty = float[0] {}; scales = float[4] {1, 1, 2, 2}
                c = Conv(x, W)
                r = Resize(c, empty, scales)
                y = Conv(r, W2); W2 = float[1,3,1,1] random
                return y: float[1,1,8,8]
                """).becomes("""
                W = float16[3,2,1,1]; W2 = float16[1,3,1,1]; empty = float[0] {}; scales = float[4] {1, 1, 2, 2}
                "x/half" = Cast(x) {to=10}
                c = Conv("x/half", W)
                "c/float" = Cast(c) {to=1}
                r = Resize("c/float", empty, scales)
                "r/half" = Cast(r) {to=10}
                "y/half" = Conv("r/half", W2)
                y = Cast("y/half") {to=1}
                return y: float[1,1,8,8]
                """);
    }

    @Test
    void convertsAListedOperatorWhereTheListIsAnother() {
        Float16Settings settings = Float16Settings.defaults().withKeptOperators(Set.of("Relu"));
        Model after = assertThatConversion(settings)
                .on("x: float[2,3]; a = Min(x, c); c = float[] {0.5}; y = Relu(a); return y: float[2,3]")
                .keepsMeaning();
        assertThat(GraphText.print(after)).contains("Min(x/half, c)").contains("Relu(a/float)");
    }

    @Test
    void keepsANodeByName() {
        Float16Settings settings = Float16Settings.defaults().withKeptNodes(Set.of("first"));
        Model model = GraphText.parse("x: float[2,3]; a = Neg(x); y = Abs(a); return y: float[2,3]");
        Model named = model.withGraph(model.graph().mapNodes(node -> node.is("Neg") ? node.named("first") : node));
        Float16Result result = Float16Converter.convert(named, settings);
        assertThat(result.nodes().get(0).kept()).contains("it is excluded");
        assertThat(result.convertedNodes()).isEqualTo(1);
    }

    @Test
    void storesAConstantInBothTypesWhereItIsReadInBoth() {
        assertThatConversion().on("""
                x: float[2,3]; c = float[3] random
                a = Add(x, c)
                y = Max(a, c)
                return y: float[2,3]
                """).becomes("""
                c = float[3]; "c/half" = float16[3]
                "x/half" = Cast(x) {to=10}
                a = Add("x/half", "c/half")
                "a/float" = Cast(a) {to=1}
                y = Max("a/float", c)
                return y: float[2,3]
                """);
    }

    @Test
    void leavesBodiesAndWhatTheyReadInSinglePrecision() {
        Model after = assertThatConversion().on("""
                flag: bool[]; x: float[3]; w = float[3] random
                a = Add(x, w)
                b = If(flag) {then_branch={t = Mul(a, w); return t}, else_branch={k = float[3] {2}; e = Mul(k, a); return e}}
                y = Neg(b)
                return y: float[3]
                """).keepsMeaning();
        assertThat(GraphText.print(after)).contains("Mul(a, w)").contains("a = Cast(a/half)");
    }

    @Test
    void keepsOutputsThatAreReadInsideAndThoseThatAreInputsOrConstants() {
        assertThatConversion().on("""
                x: float[3]; w = float[3] random
                y = Add(x, w)
                z = Mul(x, y)
                return y: float[3], z: float[3], x: float[3], w: float[3]
                """).keepsMeaning();
    }

    @Test
    void keepsAnInitializerOverridable() {
        Model after = assertThatConversion()
                .on("x: float[3]; w: float[3] = {2}; y = Mul(x, w); return y: float[3]")
                .keepsMeaning();
        assertThat(after.graph().inputs()).hasSize(2);
    }

    @Test
    void avoidsNamesThatAreTaken() {
        assertThatConversion().on("""
                x: float[3]; "x/half" = float[3] {1}
                y = Mul(x, "x/half")
                return y: float[3]
                """).keepsMeaning();
    }

    @Test
    void changesTheTypesThatAttributesName() {
        Model after = assertThatConversion().on("""
                x: float[3]; d: double[3]
                h = Cast(d) {to=1}
                s = Shape(x)
                ones = ConstantOfShape(s) {value=float[1] {1}}
                zeros = ConstantOfShape(s)
                a = Add(h, ones)
                b = Add(x, zeros)
                y = Mul(a, b)
                return y: float[3]
                """).keepsMeaning();
        assertThat(GraphText.print(after)).contains("float16[1] {1.0}").contains("float16[1] {0.0}");
        assertThat(convert("x: double[3]; h = Cast(x) {to=1}; y = Exp(h); return y")
                        .convertedNodes())
                .isEqualTo(2);
    }

    @Test
    void countsInSinglePrecision() {
        // 3001 positions: binary16 has no odd numbers above 2048.
        Model after = assertThatConversion().withTolerance(1e-3).on("""
                x: float[3001]; zero = int64[] {0}; one = int64[] {1}; n = int64[] {3001}; f = float[] {0.5}
                i = Range(zero, n, one)
                p = Cast(i) {to=1}
                a = Mul(p, f)
                c = Cos(a)
                y = Mul(c, x)
                return y: float[3001]
                """).keepsMeaning();
        assertThat(GraphText.print(after)).contains("c = Cos(a)").contains("Cast(c)");
    }

    @Test
    void squaresInSinglePrecisionUpToTheRoot() {
        Tensor large = Tensor.ofFloats(Shape.of(1, 4), 300, -400, 500, 600);
        assertThatConversion().withInput("x", large).on("""
                x: float[1,4]; two = float[] {2}; e = float[] {1e-12}
                s = Pow(x, two)
                m = ReduceMean(s) {axes=[1]}
                a = Add(m, e)
                r = Sqrt(a)
                y = Div(x, r)
                return y: float[1,4]
                """).keepsMeaning();
    }

    @Test
    void readsFloatsOfEitherTypeWhereNoneAreMade() {
        Model after = assertThatConversion().on("""
                x: float[2,3]; a = Neg(x); i = Cast(a) {to=7}; s = Shape(a); k = Cast(x) {to=7}
                return i: int64[2,3], s: int64[2], k: int64[2,3]
                """).keepsMeaning();
        assertThat(GraphText.print(after)).contains("Cast(a)").contains("Cast(x) {to=7}");
    }

    @Test
    void keepsANodeWhoseWeightsOverflow() {
        String text = """
                x: float[2,3]; W = float[3,2] {1, 2, 70000, 4, 5, 6}; V = float[2,2] random
                a = MatMul(x, W)
                y = MatMul(a, V)
                return y: float[2,2]
                """;
        assertThatConversion().on(text).keepsMeaning();
        Float16Result result = convert(text);
        assertThat(result.nodes().get(0).kept().orElseThrow()).contains("'W' has 1 values beyond 65504");
        assertThat(result.constants()).containsExactly(new Float16Constant("W", 6, 1, false, 0));
        assertThat(result.convertedNodes()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-3.4028235e38", "-1e9", "-1e30"})
    void clampsMasks(String masked) {
        String text = """
                x: float[2,3]; hidden: int64[2,3]; m = float[] {%s}
                f = Cast(hidden) {to=1}
                p = Mul(f, m)
                a = Add(x, p)
                y = Softmax(a) {axis=1}
                return y: float[2,3]
                """.formatted(masked);
        Tensor hidden = Tensor.ofLongs(Shape.of(2, 3), 0, 1, 0, 1, 0, 1);
        assertThatConversion().withInput("hidden", hidden).on(text).keepsMeaning();
        assertThat(convert(text).constants()).containsExactly(new Float16Constant("m", 1, 1, true, 0));
    }

    @Test
    void leavesInfinityInfinite() {
        assertThatConversion().on("""
                x: float[1,3]; none = float[1,3] {0, -inf, 0}
                a = Add(x, none)
                y = Softmax(a) {axis=1}
                return y: float[1,3]
                """).keepsMeaning();
    }

    @Test
    void keepsANodeWhoseConstantWouldVanish() {
        String text = "x: float[3]; e = float[] {1e-12}; a = Abs(x); b = Add(a, e); y = Div(e, b); return y: float[3]";
        assertThatConversion()
                .withInput("x", Tensor.ofFloats(Shape.of(3), 0, 0, 0))
                .on(text)
                .keepsMeaning();
        assertThat(convert(text).nodes().get(1).kept().orElseThrow()).contains("'e' would be zero");
    }

    @Test
    void countsWhatUnderflowsInALargerWeight() {
        Float16Result result = convert("x: float[1,3]; W = float[3,1] {1, 1e-9, 0}; y = MatMul(x, W); return y");
        assertThat(result.constants()).containsExactly(new Float16Constant("W", 3, 0, false, 1));
        assertThat(result.convertedNodes()).isEqualTo(1);
    }

    @Test
    void refusesToWriteAScaleThatOverflows() {
        Model model = GraphText.parse("""
                opset 21
                x: float[1,2]; codes = int8[2,1] {1, 1}; s = float[] {70000}
                w = DequantizeLinear(codes, s)
                y = MatMul(x, w)
                return y: float[1,1]
                """);
        Model converted =
                Float16Converter.convert(model, Float16Settings.defaults()).model();
        assertThatThrownBy(() -> OnnxWriter.toBytes(converted))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("'s': expected values up to 65504");
    }

    @Test
    void leavesOperatorsWithoutAFloat16Form() {
        Float16Result result = convert("x: float[3]; a = Celu(x); y = Neg(a); return y: float[3]");
        assertThat(result.nodes().get(0).kept()).contains("Celu has no float16 form in operator set 17");
    }

    @Test
    void leavesQuantizationBelowOperatorSet19() {
        assertThatConversion().withTolerance(1e-2).on("""
                x: float[1,2]; codes = int8[2,1] {1, 3}; s = float[] {0.5}
                w = DequantizeLinear(codes, s)
                y = MatMul(x, w)
                return y: float[1,1]
                """).becomes("""
                codes = int8[2,1] {1, 3}; s = float[] {0.5}
                "x/half" = Cast(x) {to=10}
                w = DequantizeLinear(codes, s)
                "w/half" = Cast(w) {to=10}
                "y/half" = MatMul("x/half", "w/half")
                y = Cast("y/half") {to=1}
                return y: float[1,1]
                """);
    }

    @Test
    void leavesStatisticsOfNormalizationsInSinglePrecision() {
        assertThatConversion().on("""
                opset 17
                x: float[2,8]; g, b = random[8]
                n, m, d = LayerNormalization(x, g, b) {axis=-1}
                y = Mul(n, m)
                return y: float[2,8], d: float[2,1]
                """).keepsMeaning();
    }

    @Test
    void leavesDoublesAlone() {
        assertThat(convert("x: double[3]; y = Neg(x); return y: double[3]").nodes())
                .isEmpty();
    }

    @Test
    void leavesWhatTheModelWidensItself() {
        Float16Result result = convert("""
                x: float16[2,3]
                a = Cast(x) {to=1}
                b = Div(a, c); c = float[] {3}
                y = Cast(b) {to=10}
                return y: float16[2,3]
                """);
        assertThat(result.convertedNodes()).isZero();
    }

    /** ONNX Runtime 1.29 would make QLinearMatMul with float16 scales of it, and refuse that. */
    @Test
    void refusesQuantizedActivations() {
        assertThatThrownBy(() -> convert("""
                opset 21
                x: float[1,2]; s = float[] {0.5}; z = uint8[] {3}
                q = QuantizeLinear(x, s, z); y = DequantizeLinear(q, s, z)
                return y: float[1,2]
                """))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("got one with 1 QuantizeLinear");
    }

    @Test
    void convertsOperatorsOfOnnxRuntime() {
        assertThatConversion().on("""
                opset 17
                opset com.microsoft 1
                x: float[1,3,8]; W = random[8,24]; b = random[24]
                a = com.microsoft.Attention(x, W, b) {num_heads=2}
                y = Neg(a)
                return y: float[1,3,8]
                """).keepsMeaning();
    }
}
