package dev.octet.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.OctetException;
import dev.octet.graph.ValueType;
import dev.octet.testing.GraphText;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TypeInferenceTest {
    private static Map<String, String> infer(String text) {
        Map<String, ValueType> types = TypeInference.infer(GraphText.parse(text));
        Map<String, String> shown = new LinkedHashMap<>();
        types.forEach((name, type) -> shown.put(name, type.toString()));
        return shown;
    }

    @Test
    void infersEveryValueOfTheMainGraphInOrder() {
        assertThat(infer("""
                x: float[N,3,8,8]; W = random[4,3,3,3]; k = int64[2] {0, -1}
                c = Conv(x, W)
                p = MaxPool(c) {kernel_shape=[2,2], strides=[2,2]}
                s = Shape(p)
                f = Reshape(p, k)
                return f
                """))
                .containsExactly(
                        Map.entry("x", "float[N,3,8,8]"),
                        Map.entry("W", "float[4,3,3,3]"),
                        Map.entry("k", "int64[2]"),
                        Map.entry("c", "float[N,4,6,6]"),
                        Map.entry("p", "float[N,4,3,3]"),
                        Map.entry("s", "int64[4]"),
                        Map.entry("f", "float[N,36]"));
    }

    @Test
    void tellsScalarsFromUnknownRanks() {
        assertThat(infer("u: float; s: float[]; a = Neg(u); b = Neg(s); return a"))
                .containsEntry("a", "float")
                .containsEntry("b", "float[]");
    }

    @Test
    void infersWithoutTheElementsOfWeights() {
        // 4 MB of weights would make no difference; that they are gone shows in that nothing can be folded.
        assertThat(infer("x: float[2,1000]; W = random[1000,1000]; N = Neg(W); y = MatMul(x, N); return y"))
                .containsEntry("W", "float[1000,1000]")
                .containsEntry("N", "float[1000,1000]")
                .containsEntry("y", "float[2,1000]");
    }

    @Test
    void describesSequencesAndLeavesOptionalValuesOut() {
        Map<String, String> types = infer("""
                opset 18
                x: float[2]; i = int64[] {0}
                a = SequenceConstruct(x, x); b = SequenceAt(a, i)
                o = Optional(x); e = OptionalHasElement(o); g = OptionalGetElement(o)
                y = Add(b, g); z = Neg(y)
                return z
                """);
        assertThat(types)
                .containsEntry("a", "a sequence")
                .containsEntry("b", "float")
                .containsEntry("e", "bool[]")
                .containsEntry("g", "float[2]")
                .doesNotContainKey("o");
    }

    @Test
    void looksNeitherIntoSubgraphsNorAtOmittedOutputs() {
        Map<String, String> types = infer("""
                c: bool[]; x: float[2]
                y = If(c) {then_branch={inner = Neg(x); return inner}, else_branch={other = Abs(x); return other}}
                d, = Dropout(y)
                return d
                """);
        assertThat(types).containsOnlyKeys("c", "x", "y", "d").containsEntry("y", "float[2]");
    }

    @Test
    void keepsWhatTheModelDeclaresOfItsOutputs() {
        assertThat(infer("x: float[N]; k = int64[1] {-1}; y = Reshape(x, k); return y: float[M]"))
                .containsEntry("y", "float[M]");
    }

    @Test
    void failsWithTheReasonWhereTheModelDoesNotLoad() {
        assertThatThrownBy(() -> infer("x: float[2]; y = Foo(x); return y"))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("Foo");
    }
}
