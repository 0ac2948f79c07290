package dev.octet.prepare.constant;

import static dev.octet.testing.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.rewrite.Trace;
import dev.octet.testing.GraphText;
import dev.octet.testing.PassAssert;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldConstantsTest {
    private static final long LIMIT = 1 << 10;
    private static final PassAssert PASS = assertThatPass(new FoldConstants(LIMIT));

    private static void refuses(String text, String reason) {
        Model model = GraphText.parse(text);
        Trace trace = new Trace();
        assertThat(new FoldConstants(LIMIT).apply(model, trace)).isSameAs(model);
        assertThat(trace.entries())
                .isNotEmpty()
                .allSatisfy(entry -> assertThat(entry.refusal())
                        .hasValueSatisfying(found -> assertThat(found).contains(reason)));
    }

    @Test
    void computesWhatDependsOnConstantsAlone() {
        PASS.on("""
                x: float[1,2]; W = values[6] {1, 2, 3, 4, 5, 6}; s = int64[2] {3, 2}
                r = Reshape(W, s); t = Transpose(r) {perm=[1,0]}; y = MatMul(x, t)
                return y
                """).becomes("t = values[2,3] {1, 3, 5, 2, 4, 6}; y = MatMul(x, t); return y");
    }

    @Test
    void keepsOnlyResultsThatSomebodyReads() {
        Model after = PASS.on("x: float[2]; W = random[2]; a = Neg(W); b = Abs(a); c = Exp(a); y = Add(x, b); return y")
                .becomes("y = Add(x, b); return y");
        assertThat(after.graph().initializers()).containsOnlyKeys("b");
    }

    @Test
    void foldsWhatSubgraphsAndOutputsRead() {
        PASS.on("""
                k: bool[]; W = values[1] {2}
                a = Neg(W); b = Neg(a)
                y = If(k) {then_branch={c = Neg(a); return c}, else_branch={d = Abs(a); return d}}
                return y, b
                """).becomes("""
                a = values[1] {-2}; b = values[1] {2}
                y = If(k) {then_branch={c = Neg(a); return c}, else_branch={d = Abs(a); return d}}
                return y, b
                """);
    }

    @Test
    void foldsASecondTimeWhatTheFirstTimeMadeKnown() {
        // The size of the Expand depends on a value that is computed; it is known once that value is an initializer.
        PASS.on("""
                x: float[2,2]; one = values[1] {1}; s = values[2] {2, 2}
                a = Mul(s, one); t = Cast(a) {to=7}; e = Expand(one, t); y = Add(x, e)
                return y
                """).becomes("e = values[2,2] {1, 1, 1, 1}; y = Add(x, e); return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"int32", "bool", "float16", "double", "uint8", "int64"})
    void keepsTheElementType(String type) {
        PASS.on("W = %s[1,2] random; a = Transpose(W) {perm=[1,0]}; y = Identity(a); return y, a".formatted(type))
                .becomes("y, a = %s[2,1]; return y, a"
                        .formatted(type)
                        .replace("y, a =", "y = %s[2,1]; a =".formatted(type)));
    }

    @Test
    void foldsStrings() {
        PASS.on("x: int64[1]; W = string[2] {a, b}; i = int64[1] {1}; g = Gather(W, i); y = Identity(g); return y, g")
                .becomes("y = string[1] {b}; g = string[1] {b}; return y, g");
    }

    @Test
    void leavesADefaultThatTheCallerMayOverride() {
        PASS.on("x: float[1]; c: float[1] = {3}; n = Neg(c); y = Add(x, n); return y")
                .leavesUnchanged();
    }

    @Test
    void refusesWhatIsLargerThanTheLimitAndItsInputs() {
        refuses("""
                x: float[1]; v = values[] {1}; s = int64[1] {1000000}
                e = Expand(v, s); y = Add(x, e)
                return y
                """, "the size of the result is known and within the limit");
    }

    @Test
    void refusesAnAbsurdSizeWithoutTryingIt() {
        refuses("""
                x: float[1]; v = values[] {1}; s = int64[4] {1000000, 1000000, 1000000, 1000000}
                e = Expand(v, s); y = Add(x, e)
                return y
                """, "the size of the result is known and within the limit");
    }

    @Test
    void foldsWhatIsLargerThanTheLimitButNotThanItsInputs() {
        PASS.on("x: float[1]; W = random[1000,2]; t = Transpose(W) {perm=[1,0]}; y = Add(x, t); return y")
                .becomes("t = float[2,1000]; y = Add(x, t); return y");
    }

    @Test
    void refusesManyResultsThatAreLargeTogether() {
        StringBuilder text = new StringBuilder("x: float[1]; v = values[] {1}; s = int64[1] {250}\n");
        StringBuilder outputs = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            text.append("e%d = Expand(v, s); y%d = Add(x, e%d)%n".formatted(i, i, i));
            outputs.append(i == 0 ? "y" : ", y").append(i);
        }
        Trace trace = new Trace();
        new FoldConstants(LIMIT).apply(GraphText.parse(text + "return " + outputs), trace);
        assertThat(trace.appliedCounts()).containsEntry("FoldConstants", 16);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RandomNormalLike(W)",
                "RandomUniformLike(W)",
                "RandomNormal() {shape=[2]}",
                "Bernoulli(W)",
                "Dropout(W, , t)"
            })
    void refusesWhatIsAnotherResultEveryTime(String operator) {
        refuses(
                "x: float[2]; W = positive[2]; t = bool[] {true}; r = " + operator + "; y = Add(x, r); return y",
                "the result is the same every time");
    }

    @Test
    void refusesToDequantizeWeights() {
        refuses("""
                x: float[2]; W = int8[2] {1, 2}; s = values[] {0.5}; z = int8[] {0}
                d = DequantizeLinear(W, s, z); n = Neg(d); y = Add(x, n)
                return y
                """, "the operator does not quantize or dequantize");
    }

    @Test
    void refusesSubgraphs() {
        refuses("""
                x: float[2]; k = bool[] {true}
                i = If(k) {then_branch={c = Neg(x); return c}, else_branch={d = Abs(x); return d}}
                y = Add(x, i)
                return y
                """, "the operator holds no subgraph");
    }

    @Test
    void refusesOperatorsOfOtherDomains() {
        refuses(
                "opset com.microsoft 1\nx: float[2]; W = random[2]; g = com.microsoft.Gelu(W); y = Add(x, g); return y",
                "the operator is one of ONNX's");
    }

    @Test
    void leavesOutTheOneNodeThatFails() {
        // ONNX Runtime loads a Gather out of range and fails when it runs.
        Model model = GraphText.parse("""
                x: float[2]; W = random[2]; i = int64[1] {5}
                a = Neg(W); b = Gather(W, i); c = Abs(W); d = Exp(b); e = Exp(c)
                y = Add(x, a); z = Add(x, d); v = Add(x, e)
                return y, z, v
                """);
        Trace trace = new Trace();

        Model after = new FoldConstants(LIMIT).apply(model, trace);

        assertThat(after.graph().nodes()).extracting(Node::output).containsExactly("b", "d", "y", "z", "v");
        assertThat(trace.entries())
                .filteredOn(entry -> !entry.applied())
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.node()).isEqualTo("'-> b' (Gather)");
                    assertThat(entry.refusal())
                            .hasValueSatisfying(reason -> assertThat(reason).contains("ONNX Runtime can compute it"));
                });
        assertThat(trace.appliedCounts()).isEqualTo(Map.of("FoldConstants", 3));
    }

    @Test
    void leavesOutANodeThatDoesNotEvenLoad() {
        Model model = GraphText.parse("""
                x: float[2]; W = random[2]
                a = Neg(W); b = NoSuchOperator(W); y = Add(x, a); z = Add(x, b)
                return y, z
                """);
        Model after = new FoldConstants(LIMIT).apply(model, new Trace());
        assertThat(after.graph().nodes()).extracting(Node::output).isEqualTo(List.of("b", "y", "z"));
    }

    @Test
    void leavesAModelWithoutConstants() {
        PASS.on("x: float[2]; y = Neg(x); return y").leavesUnchanged();
    }
}
