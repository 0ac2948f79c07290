package dev.octet.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.testing.GraphText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of names, seen through the editor: every Identity in the text is taken out, its readers redirected. */
class RedirectionTest {
    private static Graph withoutIdentities(String text) {
        Graph graph = GraphText.parse(text).graph();
        List<Edit> edits = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (node.is("Identity")) {
                edits.add(
                        Edit.remove(node).redirect(node.output(), node.inputs().get(0)));
            }
        }
        return new GraphEditor(graph).apply(edits);
    }

    private static void assertBecomes(String text, String expected) {
        assertThat(GraphText.print(withoutIdentities(text)))
                .isEqualTo(GraphText.print(GraphText.parse(expected).graph()));
    }

    @Test
    void followsChains() {
        assertBecomes(
                "x: float[1]; a = Identity(x); b = Identity(a); c = Identity(b); y = Add(a, c); return y",
                "x: float[1]; y = Add(x, x); return y");
    }

    @Test
    void givesTheProducerTheNameOfAnOutputEverywhere() {
        assertBecomes(
                "x: float[1]; a = Neg(x); y = Identity(a); b = Abs(a); c = Exp(y); return y, b, c",
                "x: float[1]; y = Neg(x); b = Abs(y); c = Exp(y); return y, b, c");
    }

    @Test
    void givesTheProducerTheNameOfTheFirstOfTwoOutputs() {
        assertBecomes(
                "x: float[1]; a = Neg(x); y = Identity(a); z = Identity(a); b = Abs(z); return y, z, b",
                "x: float[1]; y = Neg(x); b = Abs(y); z = Identity(y); return y, z, b");
    }

    @Test
    void givesTheProducerTheNameAtTheEndOfAChain() {
        assertBecomes(
                "x: float[1]; a = Neg(x); b = Identity(a); y = Identity(b); c = Abs(b); return y, c",
                "x: float[1]; y = Neg(x); c = Abs(y); return y, c");
    }

    @Test
    void copiesAnInputAnInitializerAndAnotherOutput() {
        assertBecomes(
                "x: float[1]; y = Identity(x); b = Abs(y); return y, b",
                "x: float[1]; b = Abs(x); y = Identity(x); return y, b");
        assertBecomes("W = values[1] {1}; y = Identity(W); return y", "W = values[1] {1}; y = Identity(W); return y");
        assertBecomes(
                "x: float[1]; a = Neg(x); y = Identity(a); return a, y",
                "x: float[1]; a = Neg(x); y = Identity(a); return a, y");
    }

    @Test
    void reachesReadersInSubgraphsOfSubgraphs() {
        assertBecomes("""
                k: bool[]; x: float[1]; a = Identity(x)
                y = If(k) {
                    then_branch={t = If(k) {then_branch={b = Neg(a); return b}, else_branch={return a}}; return t},
                    else_branch={return a}}
                return y
                """, """
                k: bool[]; x: float[1]
                y = If(k) {
                    then_branch={t = If(k) {then_branch={b = Neg(x); return b}, else_branch={return x}}; return t},
                    else_branch={return x}}
                return y
                """);
    }

    @Test
    void leavesASubgraphsOwnValueOfTheSameName() {
        assertBecomes("""
                k: bool[]; x: float[1]; a = Identity(x); b = Neg(a)
                y = If(k) {then_branch={a = Abs(b); c = Neg(a); return c}, else_branch={return b}}
                return y
                """, """
                k: bool[]; x: float[1]; b = Neg(x)
                y = If(k) {then_branch={a = Abs(b); c = Neg(a); return c}, else_branch={return b}}
                return y
                """);
    }

    @Test
    void refusesACircle() {
        Graph graph = GraphText.parse("x: float[1]; a = Neg(x); b = Neg(x); y = Add(a, b); return y")
                .graph();
        Edit edit = Edit.remove(graph.nodes().get(0), graph.nodes().get(1))
                .redirect("a", "b")
                .redirect("b", "a");
        assertThatThrownBy(() -> new GraphEditor(graph).apply(List.of(edit))).hasMessageContaining("circle");
    }

    @Test
    void refusesToRedirectAValueThatIsStillComputed() {
        Graph graph =
                GraphText.parse("x: float[1]; a = Neg(x); y = Abs(a); return y").graph();
        assertThatThrownBy(() -> new GraphEditor(graph).apply(List.of(Edit.NOTHING.redirect("a", "x"))))
                .hasMessageContaining("'a' is redirected, but still computed");
    }

    @Test
    void refusesANameThatASubgraphHides() {
        Graph graph = GraphText.parse("""
                k: bool[]; x: float[1]; a = Identity(x)
                y = If(k) {then_branch={x = Abs(a); return x}, else_branch={return a}}
                return y
                """).graph();
        Edit edit = Edit.remove(graph.nodes().get(0)).redirect("a", "x");
        assertThatThrownBy(() -> new GraphEditor(graph).apply(List.of(edit)))
                .hasMessageContaining("'x' means another value");
    }
}
