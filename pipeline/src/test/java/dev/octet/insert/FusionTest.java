package dev.octet.insert;

import static dev.octet.insert.QdqFixture.quantize;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.place.Costs;
import dev.octet.place.Costs.Pair;
import dev.octet.place.Target;
import dev.octet.place.TargetTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the target table for ONNX Runtime's CPU provider: is the operator really run on integers? */
class FusionTest {
    /**
     * An operator between two convolutions.
     *
     * @param operator the operator
     * @param statement computes {@code o} from {@code c}, a {@code float[1,16,8,8]}
     * @param kernel what the operator becomes
     */
    record Case(String operator, String statement, String kernel) {
        @Override
        public String toString() {
            return statement;
        }
    }

    private static final Target VNNI = TargetTable.named("x86-64-vnni");

    /** The same kernels, but so that placement uses them wherever it can. */
    static final Target INTEGERS_ARE_FREE =
            new Target("free", "", VNNI.activation(), VNNI.weight(), VNNI.fusions(), freeIntegers());

    private static Costs freeIntegers() {
        Pair pair = new Pair(1e6, 0);
        return new Costs(pair, pair, pair, pair, pair, pair, pair, 0, pair, pair, pair, 0, 1e6, 0);
    }

    private static Case of(String operator, String statement, String kernel) {
        return new Case(operator, statement, kernel);
    }

    static Stream<Case> cases() {
        return Stream.of(
                of("Add", "o = Add(c, c)", "QLinearAdd"),
                of("Add", "k = random[16,1,1]; o = Add(c, k)", "QLinearAdd"),
                of("AveragePool", "o = AveragePool(c) {kernel_shape=[2,2]}", "QLinearAveragePool"),
                of("Concat", "o = Concat(c, c) {axis=2}", "QLinearConcat"),
                of("Conv", "K = random[16,1,3,3]; o = Conv(c, K) {group=16}", "QLinearConv"),
                of("Expand", "s = int64[4] {2,16,8,8}; o = Expand(c, s)", "Expand"),
                of("Gather", "i = int64[3] {0,2,4}; o = Gather(c, i) {axis=2}", "Gather"),
                of("GatherElements", "i = int64[1,16,1,1] {0}; o = GatherElements(c, i) {axis=2}", "GatherElements"),
                of("GlobalAveragePool", "o = GlobalAveragePool(c)", "QLinearGlobalAveragePool"),
                of("LeakyRelu", "o = LeakyRelu(c) {alpha=0.1}", "QLinearLeakyRelu"),
                of("MatMul", "K = random[8,8]; o = MatMul(c, K)", "QLinearMatMul"),
                of("MatMul", "o = MatMul(c, c)", "QLinearMatMul"),
                of("MaxPool", "o = MaxPool(c) {kernel_shape=[3,3], pads=[1,1,1,1]}", "MaxPool"),
                of("Mul", "o = Mul(c, c)", "QLinearMul"),
                of("ReduceMax", "o = ReduceMax(c) {axes=[2]}", "ReduceMax"),
                of("ReduceMin", "o = ReduceMin(c) {axes=[3]}", "ReduceMin"),
                of("Reshape", "s = int64[4] {1,16,4,16}; o = Reshape(c, s)", "Reshape"),
                of("Resize", "s = values[4] {1,1,2,2}; o = Resize(c, , s)", "Resize"),
                of("Sigmoid", "o = Sigmoid(c)", "QLinearSigmoid"),
                of("Slice", "b = int64[1] {1}; e = int64[1] {4}; a = int64[1] {2}; o = Slice(c, b, e, a)", "Slice"),
                of("Softmax", "o = Softmax(c)", "QLinearSoftmax"),
                of("Split", "o, p = Split(c) {axis=2}; q = Conv(p, W)", "Split"),
                of("Squeeze", "a = int64[1] {0}; s = Squeeze(c, a); o = Unsqueeze(s, a)", "Squeeze"),
                of("Unsqueeze", "a = int64[1] {0}; s = Squeeze(c, a); o = Unsqueeze(s, a)", "Unsqueeze"),
                of("Tile", "r = int64[4] {1,1,2,1}; o = Tile(c, r)", "Tile"),
                of("Transpose", "o = Transpose(c) {perm=[0,1,3,2]}", "Transpose"),
                of(
                        "Where",
                        "w = bool[8] {true,false,true,true,true,true,false,true}; o = Where(w, c, c)",
                        "QLinearWhere"));
    }

    static String graph(Case given) {
        String second = given.statement().contains("p = Split") ? "y, q" : "y";
        return """
                x: float[1,16,8,8]; V, W = random[16,16,1,1]
                c = Conv(x, V)
                %s
                y = Conv(o, W)
                return %s
                """.formatted(given.statement(), second);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void runsOnIntegersBetweenTwoConvolutions(Case given) {
        QdqFixture quantized = quantize(graph(given), INTEGERS_ARE_FREE).isWithin(25);
        assertThat(quantized.plan().quantized())
                .as("%s", quantized.plan())
                .anyMatch(node -> node.node().is(given.operator()));
        Map<String, Integer> optimized = quantized.optimized();
        assertThat(optimized).containsKey(given.kernel());
        int outputs = quantized.before().graph().outputs().size();
        assertThat(conversions(optimized)).as("%s", optimized).containsExactly(1, outputs);
    }

    @Test
    void productsWithoutAQuantizerGiveFloats() {
        Map<String, Integer> optimized = quantize("""
                x: float[2,4,2,2]; A = random[16,16]; B = random[16,8]; b = random[16]
                f = Flatten(x)
                g = Gemm(f, A, b)
                r = Relu(g)
                y = MatMul(r, B)
                return y
                """).isWithin(30).optimized();
        assertThat(new TreeMap<>(optimized))
                .containsOnlyKeys("Flatten", "MatMulIntegerToFloat", "QGemm", "QuantizeLinear");
    }

    @Test
    void argMaxReadsIntegers() {
        Map<String, Integer> optimized = quantize("""
                x: float[1,16,4,4]; W = random[16,16,1,1]
                c = Conv(x, W)
                y = ArgMax(c) {axis=1}
                return y
                """).optimized();
        assertThat(optimized).containsOnlyKeys("ArgMax", "QLinearConv", "QuantizeLinear");
    }

    private static List<Integer> conversions(Map<String, Integer> operators) {
        return List.of(operators.getOrDefault("QuantizeLinear", 0), operators.getOrDefault("DequantizeLinear", 0));
    }
}
