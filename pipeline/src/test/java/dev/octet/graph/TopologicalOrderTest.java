package dev.octet.graph;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TopologicalOrderTest {
    private final Node a = node("a", "x");
    private final Node b = node("b", "a");
    private final Node c = node("c", "x");
    private final Node d = node("d", "b", "c", "");

    @Test
    void leavesSortedNodesWhereTheyAre() {
        assertThat(TopologicalOrder.of(List.of(c, a, b, d)).sorted()).containsExactly(c, a, b, d);
        assertThat(TopologicalOrder.of(List.of(a, b, c, d)).sorted()).containsExactly(a, b, c, d);
    }

    @Test
    void movesOnlyWhatStandsTooEarly() {
        assertThat(TopologicalOrder.of(List.of(d, b, c, a)).sorted()).containsExactly(c, a, b, d);
    }

    @Test
    void countsWhatSubgraphsRead() {
        Graph inner = Graph.builder("inner").nodes(List.of(node("i", "b"))).build();
        Node outer = new Node("", new Operator("", "If"), List.of(), List.of("o"), attribute(inner), Origin.NONE);

        assertThat(TopologicalOrder.of(List.of(outer, b, a)).sorted()).containsExactly(a, b, outer);
    }

    @Test
    void namesACycleAndSortsTheRest() {
        Node first = node("p", "r");
        Node second = node("q", "p", "a");
        Node third = node("r", "q");
        Node behind = node("s", "r");

        TopologicalOrder order = TopologicalOrder.of(List.of(behind, first, second, third, a));

        assertThat(order.sorted()).containsExactly(a);
        assertThat(order.cycle()).containsExactlyInAnyOrder(first, second, third);
        for (int i = 1; i < 3; i++) {
            assertThat(order.cycle().get(i).inputs())
                    .contains(order.cycle().get(i - 1).output());
        }
        assertThat(TopologicalOrder.of(List.of(a, b)).cycle()).isEmpty();
    }

    @Test
    void seesANodeThatReadsItself() {
        Node self = node("y", "y");

        assertThat(TopologicalOrder.of(List.of(self)).cycle()).containsExactly(self);
    }

    @Test
    void sortsALongShuffledChainQuickly() {
        List<Node> chain = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            chain.add(node("v" + (i + 1), "v" + i));
        }
        List<Node> shuffled = new ArrayList<>(chain);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(TopologicalOrder.of(shuffled).sorted()).isEqualTo(chain);
    }

    private static Map<String, Attribute> attribute(Graph graph) {
        return Map.of("then_branch", new Attribute.GraphValue(graph));
    }

    private static Node node(String output, String... inputs) {
        return Node.of("", "Op", List.of(inputs), List.of(output), Map.of());
    }
}
