package dev.octet.place;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MinimumCutTest {
    private record Edge(int from, int to, long cost) {}

    @Test
    void costsAsLittleAsTheBestOfAllCuts() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 300; round++) {
            int inner = random.nextInt(1, 8);
            List<Edge> edges = randomEdges(random, inner + 2);
            MinimumCut cut = new MinimumCut();
            for (int vertex = 0; vertex < inner; vertex++) {
                cut.vertex();
            }
            edges.forEach(edge -> cut.cost(edge.from(), edge.to(), edge.cost()));
            BitSet side = cut.sourceSide();
            assertThat(side.get(MinimumCut.SOURCE)).isTrue();
            assertThat(side.get(MinimumCut.SINK)).isFalse();
            assertThat(cost(edges, side)).as("round %d: %s", round, edges).isEqualTo(cheapest(edges, inner));
        }
    }

    @Test
    void leavesVerticesOnTheSinksSideWhereBothSidesCostTheSame() {
        MinimumCut cut = new MinimumCut();
        int vertex = cut.vertex();
        cut.cost(MinimumCut.SOURCE, vertex, 5);
        cut.cost(vertex, MinimumCut.SINK, 5);
        assertThat(cut.sourceSide().get(vertex)).isFalse();
    }

    @Test
    void doesNotRunOutOfStackOnALongChain() {
        MinimumCut cut = new MinimumCut();
        int last = MinimumCut.SOURCE;
        for (int i = 0; i < 3_000; i++) {
            int next = cut.vertex();
            cut.cost(last, next, 1 + (i == 1_500 ? 0 : 1));
            last = next;
        }
        cut.cost(last, MinimumCut.SINK, MinimumCut.UNLIMITED);
        assertThat(cut.sourceSide().cardinality()).isEqualTo(1_501);
    }

    private static List<Edge> randomEdges(SplittableRandom random, int vertices) {
        List<Edge> edges = new ArrayList<>();
        int count = random.nextInt(1, 25);
        for (int i = 0; i < count; i++) {
            edges.add(new Edge(random.nextInt(vertices), random.nextInt(vertices), random.nextInt(0, 20)));
        }
        return edges;
    }

    private static long cheapest(List<Edge> edges, int inner) {
        long best = Long.MAX_VALUE;
        for (long bits = 0; bits < 1L << inner; bits++) {
            BitSet side = new BitSet();
            side.set(MinimumCut.SOURCE);
            for (int vertex = 0; vertex < inner; vertex++) {
                side.set(vertex + 2, (bits >> vertex & 1) == 1);
            }
            best = Math.min(best, cost(edges, side));
        }
        return best;
    }

    private static long cost(List<Edge> edges, BitSet side) {
        return edges.stream()
                .filter(edge -> side.get(edge.from()) && !side.get(edge.to()))
                .mapToLong(Edge::cost)
                .sum();
    }
}
