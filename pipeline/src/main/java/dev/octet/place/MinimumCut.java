package dev.octet.place;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the cheapest way to split a directed network between a source and a sink.
 *
 * <p>Source: L. R. Ford and D. R. Fulkerson, Maximal flow through a network, 1956, along shortest paths as J. Edmonds
 * and R. M. Karp, 1972; the vertices that the source still reaches at the end are its side of a minimum cut.
 */
final class MinimumCut {
    /** A capacity that no cut crosses. */
    static final long UNLIMITED = Long.MAX_VALUE / 4;

    static final int SOURCE = 0;
    static final int SINK = 1;

    private static final class Edge {
        final int to;
        final int reverse;
        long capacity;

        Edge(int to, int reverse, long capacity) {
            this.to = to;
            this.reverse = reverse;
            this.capacity = capacity;
        }
    }

    private final List<List<Edge>> edges = new ArrayList<>(List.of(new ArrayList<>(), new ArrayList<>()));

    /** A new vertex. */
    int vertex() {
        edges.add(new ArrayList<>());
        return edges.size() - 1;
    }

    /** What it costs when {@code from} is on the source's side and {@code to} on the sink's. */
    void cost(int from, int to, long capacity) {
        edges.get(from).add(new Edge(to, edges.get(to).size(), capacity));
        edges.get(to).add(new Edge(from, edges.get(from).size() - 1, 0));
    }

    /** The vertices on the source's side of the cheapest cut; of several, the one with the fewest. */
    BitSet sourceSide() {
        Edge[] arrivals = arrivals();
        while (arrivals[SINK] != null) {
            push(arrivals);
            arrivals = arrivals();
        }
        BitSet side = new BitSet();
        side.set(SOURCE);
        for (int vertex = 0; vertex < arrivals.length; vertex++) {
            side.set(vertex, vertex == SOURCE || arrivals[vertex] != null);
        }
        return side;
    }

    /** The edge by which a shortest path from the source arrives at each vertex, over edges with capacity left. */
    private @Nullable Edge[] arrivals() {
        @Nullable Edge[] arrivals = new @Nullable Edge[edges.size()];
        ArrayDeque<Integer> queue = new ArrayDeque<>(List.of(SOURCE));
        while (!queue.isEmpty() && arrivals[SINK] == null) {
            for (Edge edge : edges.get(queue.remove())) {
                if (edge.capacity > 0 && edge.to != SOURCE && arrivals[edge.to] == null) {
                    arrivals[edge.to] = edge;
                    queue.add(edge.to);
                }
            }
        }
        return arrivals;
    }

    /** Sends as much as possible along the path that ends at the sink. */
    private void push(@Nullable Edge[] arrivals) {
        List<Edge> path = new ArrayList<>();
        for (Edge edge = arrivals[SINK]; edge != null; edge = arrivals[opposite(edge).to]) {
            path.add(edge);
        }
        long flow = path.stream().mapToLong(edge -> edge.capacity).min().orElse(0);
        for (Edge edge : path) {
            edge.capacity -= flow;
            opposite(edge).capacity += flow;
        }
    }

    private Edge opposite(Edge edge) {
        return edges.get(edge.to).get(edge.reverse);
    }
}
