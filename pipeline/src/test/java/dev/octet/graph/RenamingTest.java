package dev.octet.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RenamingTest {
    private static final Renaming RENAMING = new Renaming(Map.of("a", "b", "gone", "x"));

    private static Node node(String text) {
        return GraphText.parse(text).graph().nodes().get(0);
    }

    @Test
    void renamesInputsAndOutputsWhereverTheyStand() {
        Node renamed = RENAMING.apply(node("a, y = Foo(gone, , a, z)"));
        assertThat(renamed.inputs()).containsExactly("x", "", "b", "z");
        assertThat(renamed.outputs()).containsExactly("b", "y");
    }

    @Test
    void returnsANodeThatItDoesNotConcern() {
        Node node = node("y = Foo(z)");
        assertThat(RENAMING.apply(node)).isSameAs(node);
    }

    @Test
    void renamesWhatSubgraphsReadAndReturn() {
        Node renamed =
                RENAMING.apply(node("y = If(k) {then_branch={t = Neg(a); return t}, else_branch={return gone}}"));
        assertThat(renamed.captures()).containsExactly("b", "x");
        List<Graph> branches = renamed.subgraphs();
        assertThat(branches.get(1).outputs().get(0).name()).isEqualTo("x");
    }

    @Test
    void leavesWhatASubgraphDefinesItself() {
        Node renamed = RENAMING.apply(
                node("y = If(k) {then_branch={a = Neg(gone); t = Abs(a); return t}, else_branch={return k}}"));
        Graph branch = renamed.subgraphs().get(0);
        assertThat(branch.nodes().get(0).output()).isEqualTo("a");
        assertThat(branch.nodes().get(1).inputs()).containsExactly("a");
        assertThat(renamed.captures()).containsExactly("x", "k");
    }

    @Test
    void refusesANameThatMeansAnotherValueInASubgraph() {
        Node node = node("y = If(k) {then_branch={b = Neg(a); return b}, else_branch={return k}}");
        assertThatThrownBy(() -> RENAMING.apply(node))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'b' means another value");
    }
}
