package dev.octet.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Sorts nodes so that each stands after those it reads from, itself or in its subgraphs, as near to the given order as
 * that allows: nodes that are sorted already keep their places.
 *
 * <p>Source: A. B. Kahn, Topological sorting of large networks, 1962; the ready node that was given first goes first.
 */
public final class TopologicalOrder {
    private final List<Node> nodes;
    private final Map<String, Integer> producers = new HashMap<>();
    private final List<List<Integer>> readers = new ArrayList<>();
    private final int[] waiting;
    private final List<Node> sorted;

    private TopologicalOrder(List<Node> nodes) {
        this.nodes = nodes;
        this.waiting = new int[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            readers.add(new ArrayList<>());
            for (String output : nodes.get(i).outputs()) {
                producers.putIfAbsent(output, i);
            }
        }
        for (int i = 0; i < nodes.size(); i++) {
            for (int producer : producersOf(i)) {
                readers.get(producer).add(i);
                waiting[i]++;
            }
        }
        this.sorted = sort();
    }

    /** Sorts nodes. A name that none of them defines puts no node before another. */
    public static TopologicalOrder of(List<Node> nodes) {
        return new TopologicalOrder(nodes);
    }

    /** The nodes in order; those on a {@link #cycle} or behind one are missing. */
    public List<Node> sorted() {
        return List.copyOf(sorted);
    }

    /** Nodes that wait for each other, each reading from the one before it; empty if there are none. */
    public List<Node> cycle() {
        Set<Integer> path = new LinkedHashSet<>();
        int next = firstWaiting();
        // A waiting node waits for another one, so walking backwards has to come round.
        while (next >= 0 && path.add(next)) {
            next = producersOf(next).stream()
                    .filter(producer -> waiting[producer] > 0)
                    .findFirst()
                    .orElseThrow();
        }
        int entry = next;
        List<Node> backwards =
                path.stream().dropWhile(node -> node != entry).map(nodes::get).collect(Collectors.toList());
        Collections.reverse(backwards);
        return backwards;
    }

    private int firstWaiting() {
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] > 0) {
                return i;
            }
        }
        return -1;
    }

    private Set<Integer> producersOf(int node) {
        Set<String> reads = new LinkedHashSet<>(nodes.get(node).inputs());
        reads.addAll(nodes.get(node).captures());
        reads.remove("");
        Set<Integer> found = new LinkedHashSet<>();
        for (String read : reads) {
            if (producers.containsKey(read)) {
                found.add(producers.get(read));
            }
        }
        return found;
    }

    private List<Node> sort() {
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> done = new ArrayList<>(nodes.size());
        while (!ready.isEmpty()) {
            int next = ready.remove();
            done.add(nodes.get(next));
            for (int reader : readers.get(next)) {
                if (--waiting[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        return done;
    }
}
