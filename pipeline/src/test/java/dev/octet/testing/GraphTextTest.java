package dev.octet.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GraphTextTest {
    private static Graph graph(String text) {
        return GraphText.parse(text).graph();
    }

    private static Tensor tensor(Graph graph, String initializer) {
        return Objects.requireNonNull(graph.initializers().get(initializer)).tensor();
    }

    @Test
    void readsHeadersInAnyOrderAndHasDefaults() {
        Model given =
                GraphText.parse("opset 13\nir 7\nopset com.microsoft 1\ngraph \"my graph\"\nx: float[1]\nreturn x");
        assertThat(given.opsetImports()).isEqualTo(Map.of("", 13L, Operator.MICROSOFT, 1L));
        assertThat(given.irVersion()).isEqualTo(7);
        assertThat(given.graph().name()).isEqualTo("my graph");
        Model plain = GraphText.parse("x: float[1]; return x");
        assertThat(plain.opset()).isEqualTo(17);
        assertThat(plain.irVersion()).isEqualTo(8);
    }

    @Test
    void readsInputsOfEveryKind() {
        Graph graph = graph("a, b: float[N,2,?]; c: int64; d: float16[]; \"e:0\": \"sequence of float\"; return a");
        assertThat(graph.inputs().stream().map(Object::toString))
                .containsExactly(
                        "a: float[N,2,?]", "b: float[N,2,?]", "c: int64", "d: float16[]", "e:0: sequence of float");
    }

    @Test
    void readsAnInputWithADefaultAsAnOverridableInitializer() {
        Graph graph = graph("s: float[2] = {0.5}; t: float[1] = random; return s");
        assertThat(graph.requiredInputs()).isEmpty();
        assertThat(tensor(graph, "s").toFloats()).containsExactly(0.5f, 0.5f);
        assertThat(graph.constant("s")).isEmpty();
    }

    @Test
    void readsInitializersOfManyTypes() {
        Graph graph = graph("""
                f = values[3] {1, -2.5, inf}   # a comment
                i = int64[2] {1, -1}; u = uint64[1] {18446744073709551615}
                n = int4[3] {-8, 7, 1}; b = bool[2] {true, false}; h = float16[2] {0.5, 2}
                w = string[2] {"a b", c}; s = float[] {0.25}; e = float[0] {}
                """);
        assertThat(tensor(graph, "f").toFloats()).containsExactly(1f, -2.5f, Float.POSITIVE_INFINITY);
        assertThat(tensor(graph, "i").toLongs()).containsExactly(1, -1);
        assertThat(tensor(graph, "u").toLongs()).containsExactly(-1);
        assertThat(tensor(graph, "n").toLongs()).containsExactly(-8, 7, 1);
        assertThat(tensor(graph, "b").toLongs()).containsExactly(1, 0);
        assertThat(tensor(graph, "h").toFloats()).containsExactly(0.5f, 2f);
        assertThat(tensor(graph, "w").strings()).hasSize(2);
        assertThat(tensor(graph, "s").shape()).isEqualTo(Shape.SCALAR);
        assertThat(tensor(graph, "e").elementCount()).isZero();
    }

    @Test
    void drawsRandomInitializersByNameAlone() {
        Graph graph = graph("a, b = random[50]; p = positive[50]; q = int8[50] random; return a");
        float[] a = tensor(graph, "a").toFloats();
        assertThat(a).isNotEqualTo(tensor(graph, "b").toFloats());
        assertThat(a)
                .isEqualTo(tensor(graph("z = random[3]; a = random[50]"), "a").toFloats());
        for (float value : tensor(graph, "p").toFloats()) {
            assertThat(value).isBetween(0.5f, 1.5f);
        }
        assertThat(tensor(graph, "q").type()).isEqualTo(ElementType.INT8);
    }

    @Test
    void readsNodesWithNamesDomainsOmittedValuesAndAttributes() {
        Node node = graph("[the node] y, , m = com.microsoft.Foo(c, , W) {".replace("the node", "\"the node\"")
                        + "pads=[1,-1],\n alpha=1e-3, mode=\"li\\\"near\", n=3, value=int64[1] {3},\n"
                        + " f=[0.5, 2], s=[\"a\"], none=floats []}")
                .nodes()
                .get(0);
        assertThat(node.name()).isEqualTo("the node");
        assertThat(node.operator()).isEqualTo(new Operator(Operator.MICROSOFT, "Foo"));
        assertThat(node.inputs()).containsExactly("c", "", "W");
        assertThat(node.outputs()).containsExactly("y", "", "m");
        assertThat(node.attribute("pads")).contains(Attribute.ints(1, -1));
        assertThat(node.attribute("alpha")).contains(Attribute.of(1e-3f));
        assertThat(node.attribute("mode")).contains(Attribute.of("li\"near"));
        assertThat(node.attribute("n")).contains(Attribute.of(3L));
        assertThat(node.attribute("value")).contains(Attribute.of(Tensor.vector(3L)));
        assertThat(node.attribute("f")).contains(new Attribute.Floats(List.of(0.5f, 2f)));
        assertThat(node.attribute("s")).contains(new Attribute.Strings(List.of("a")));
        assertThat(node.attribute("none")).contains(new Attribute.Floats(List.of()));
    }

    @Test
    void readsSubgraphsThatReadOuterValues() {
        Node node = graph("""
                flag: bool[]; x: float[1]
                z = If(flag) {
                    then_branch={ t = Relu(x); return t },
                    else_branch={
                        W = random[1]
                        e = Add(x, W)
                        return e: float[1]
                    }
                }
                return z
                """).nodes().get(0);
        assertThat(node.captures()).containsExactly("x");
        assertThat(node.subgraphs()).extracting(Graph::name).containsExactly("then_branch", "else_branch");
        assertThat(node.subgraphs().get(1).initializers()).containsOnlyKeys("W");
    }

    @Test
    void readsOutputsWithAndWithoutTypes() {
        Graph graph = graph("x: float[1]; y = Relu(x); z = Neg(x); note y: float[1]; return y, z: float[N]");
        assertThat(graph.outputs().get(0).type()).isEqualTo(ValueType.UNDECLARED);
        assertThat(graph.outputs().get(1)).hasToString("z: float[N]");
        assertThat(graph.valueInfo()).containsOnlyKeys("y");
    }

    @Test
    void printsATextThatReadsBackToTheSameText() {
        String text = """
                ir 9
                opset 18
                opset ai.onnx.ml 3
                graph "a b"
                x: float["?",M,?,2]
                s: float[1] = {0.5}
                W = float[2] {1.0, nan}
                k = uint4[3] {15, 0, 1}
                t = string[1] {"x"}
                [n1] "y:0", , m = ai.onnx.ml.Foo(x, , W) {a=1, b=1.0E-9, c="d", e=[1, 2], f=[1.0], g=strings []}
                z = If(m) {then_branch={
                    a = Relu(x)
                    return a
                }, else_branch={
                    b = Neg(x)
                    return b: float
                }}
                none = Foo("")
                note m: bool[]
                return "y:0", z: "a sequence"
                """;
        assertThat(GraphText.print(GraphText.parse(text))).isEqualTo(text);
    }

    @Test
    void summarizesLargeTensorsByTypeAndShape() {
        String summary =
                GraphText.summary(GraphText.parse("W = random[100]; V = values[1] {2}; y = Add(V, W); return y"));
        assertThat(summary).contains("W = float[100]\n").contains("V = float[1] {2.0}\n");
        assertThat(GraphText.parseExpectation(summary).openInitializers()).containsExactly("W");
    }

    @Test
    void namesTheLineOfAMistake() {
        assertThatThrownBy(() -> GraphText.parse("x: float[1]\ny = Relu(x\nreturn y"))
                .hasMessageContaining("Line 3")
                .hasMessageContaining("')'");
        assertThatThrownBy(() -> GraphText.parse("x: float[1] y")).hasMessageContaining("Line 1");
        assertThatThrownBy(() -> GraphText.parse("W = values[2] {1, 2, 3}")).hasMessageContaining("float[2], got 3");
        assertThatThrownBy(() -> GraphText.parse("W = float[2]")).hasMessageContaining("without elements: [W]");
    }
}
