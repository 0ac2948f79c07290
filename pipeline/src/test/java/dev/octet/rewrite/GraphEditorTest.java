package dev.octet.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphEditorTest {
    private static Graph graph(String text) {
        return GraphText.parse(text).graph();
    }

    private static Node node(String operator, String input, String output) {
        return Node.of("", operator, List.of(input), List.of(output), Map.of());
    }

    private static void assertEdited(Graph graph, Edit edit, String expected) {
        assertThat(GraphText.print(new GraphEditor(graph).apply(List.of(edit))))
                .isEqualTo(GraphText.print(graph(expected)));
    }

    @Test
    void changesNothingWithoutEdits() {
        Graph graph = graph("x: float[1]; W = values[1] {2}; y = Add(x, W); note y: float[1]; return y");
        assertEdited(graph, Edit.NOTHING, "x: float[1]; W = values[1] {2}; y = Add(x, W); note y: float[1]; return y");
    }

    @Test
    void putsNewNodesWhereTheOldOnesStood() {
        Graph graph = graph("x: float[1]; a = Neg(x); b = Abs(a); y = Exp(b); return y");
        Edit edit = Edit.remove(graph.nodes().get(1)).add(node("Sin", "a", "s"), node("Cos", "s", "b"));
        assertEdited(graph, edit, "x: float[1]; a = Neg(x); s = Sin(a); b = Cos(s); y = Exp(b); return y");
    }

    @Test
    void ordersNewNodesByWhatTheyRead() {
        Graph graph = graph("x: float[1]; a = Neg(x); y = Exp(a); return y");
        Edit edit = Edit.remove(graph.nodes().get(0)).add(node("Cos", "s", "a"), node("Sin", "x", "s"));
        assertEdited(graph, edit, "x: float[1]; s = Sin(x); a = Cos(s); y = Exp(a); return y");
    }

    @Test
    void appliesEditsTogether() {
        Graph graph = graph("x: float[1]; a = Neg(x); b = Abs(a); y = Exp(b); return y");
        Edit first = Edit.remove(graph.nodes().get(0)).redirect("a", "x");
        Edit second = Edit.remove(graph.nodes().get(1)).redirect("b", "a");
        assertThat(GraphText.print(new GraphEditor(graph).apply(List.of(first, second))))
                .isEqualTo(GraphText.print(graph("x: float[1]; y = Exp(x); return y")));
    }

    @Test
    void makesAnInitializerOfAComputedValueUnderItsName() {
        Graph graph = graph("x: float[1]; a = Foo(); y = Add(x, a); return y, a");
        Edit edit = Edit.remove(graph.nodes().get(0)).add(Initializer.of("a", Tensor.vector(2f)));
        assertEdited(graph, edit, "x: float[1]; a = values[1] {2}; y = Add(x, a); return y, a");
    }

    @Test
    void dropsInitializersThatTheEditLeftUnread() {
        Graph graph = graph("x: float[1]; V, W = values[1] {2}; a = Add(x, W); y = Add(a, V); return y");
        Edit edit = Edit.remove(graph.nodes().get(0)).redirect("a", "x");
        assertEdited(graph, edit, "x: float[1]; V = values[1] {2}; y = Add(x, V); return y");
    }

    @Test
    void keepsInitializersThatBelongToTheSignatureOrWereUnreadBefore() {
        String rest = "o: float[1] = {1}; V, W, U = values[1] {2};";
        Graph graph = graph("x: float[1];" + rest + "a = Sum(x, V, W, o); y = Neg(a); return y, W");
        Edit edit = Edit.remove(graph.nodes().get(0)).redirect("a", "x");
        assertEdited(graph, edit, "x: float[1]; o: float[1] = {1}; W, U = values[1] {2}; y = Neg(x); return y, W");
    }

    @Test
    void dropsNewInitializersThatNothingReads() {
        Graph graph = graph("x: float[1]; y = Neg(x); return y");
        assertEdited(
                graph, Edit.NOTHING.add(Initializer.of("W", Tensor.vector(1f))), "x: float[1]; y = Neg(x); return y");
    }

    @Test
    void dropsTypesOfValuesThatAreGone() {
        Graph graph = graph("x: float[1]; a = Neg(x); y = Abs(a); note a: float[1]; note y: float[1]; return y");
        Edit edit = Edit.remove(graph.nodes().get(0)).redirect("a", "x");
        assertEdited(graph, edit, "x: float[1]; y = Abs(x); note y: float[1]; return y");
    }

    @Test
    void leavesTheOriginalAsItWas() {
        Graph graph = graph("x: float[1]; W = values[1] {2}; a = Add(x, W); y = Neg(a); return y");
        String before = GraphText.print(graph);
        new GraphEditor(graph).apply(List.of(Edit.remove(graph.nodes().get(0)).redirect("a", "x")));
        assertThat(GraphText.print(graph)).isEqualTo(before);
    }

    @Test
    void refusesACycle() {
        Graph graph = graph("x: float[1]; a = Neg(x); y = Abs(a); return y");
        Edit edit = Edit.remove(graph.nodes().get(0)).add(node("Neg", "y", "a"));
        assertThatThrownBy(() -> new GraphEditor(graph).apply(List.of(edit)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cycle");
    }

    @Test
    void refusesAReadOfWhatIsGone() {
        Graph graph = graph("x: float[1]; a = Neg(x); y = Abs(a); return y");
        assertThatThrownBy(() -> new GraphEditor(graph)
                        .apply(List.of(Edit.remove(graph.nodes().get(0)))))
                .hasMessageContaining("'a', which nothing defines any more");
    }

    @Test
    void refusesACaptureOfWhatIsGone() {
        Graph graph = graph("""
                k: bool[]; x: float[1]; a = Neg(x)
                y = If(k) {then_branch={b = Abs(a); return b}, else_branch={c = Abs(x); return c}}
                return y
                """);
        assertThatThrownBy(() -> new GraphEditor(graph)
                        .apply(List.of(Edit.remove(graph.nodes().get(0)))))
                .hasMessageContaining("'a', which nothing defines any more");
    }

    @Test
    void refusesAnOutputThatIsGone() {
        Graph graph = graph("x: float[1]; a = Neg(x); y = Abs(x); return y, a");
        assertThatThrownBy(() -> new GraphEditor(graph)
                        .apply(List.of(Edit.remove(graph.nodes().get(0)))))
                .hasMessageContaining("Output 'a'");
    }

    @Test
    void refusesAValueThatTwoDefine() {
        Graph graph = graph("x: float[1]; a = Neg(x); y = Abs(a); return y");
        assertThatThrownBy(() -> new GraphEditor(graph).apply(List.of(Edit.NOTHING.add(node("Sin", "x", "a")))))
                .hasMessageContaining("'a' would be defined by two nodes");
        assertThatThrownBy(() ->
                        new GraphEditor(graph).apply(List.of(Edit.NOTHING.add(Initializer.of("a", Tensor.vector(1f))))))
                .hasMessageContaining("'a' would be defined by a node and an initializer");
    }

    @Test
    void readsOuterValuesFreelyInASubgraph() {
        Graph subgraph = graph("a = Neg(outer); b = Identity(a); y = Add(b, outer); return y");
        Edit edit = Edit.remove(subgraph.nodes().get(1)).redirect("b", "a");
        assertEdited(subgraph, edit, "a = Neg(outer); y = Add(a, outer); return y");
    }
}
