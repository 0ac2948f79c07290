package dev.octet.rewrite;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Sorts nodes so that each stands after those it reads from, as near to the given order as that allows.
 *
 * <p>Source: A. B. Kahn, Topological sorting of large networks, 1962; the ready node that was given first goes first.
 */
final class TopologicalOrder {
    private final List<Node> nodes;
    private final Map<String, Integer> producers = new HashMap<>();
    private final List<List<Integer>> readers = new ArrayList<>();
    private final int[] waiting;

    private TopologicalOrder(List<Node> nodes) {
        this.nodes = nodes;
        this.waiting = new int[nodes.size()];
        for (int i = 0; i < nodes.size(); i++) {
            readers.add(new ArrayList<>());
            for (String output : nodes.get(i).outputs()) {
                if (!output.isEmpty() && producers.put(output, i) != null) {
                    throw new IllegalArgumentException("Value '" + output + "' would be defined by two nodes");
                }
            }
        }
    }

    /**
     * The nodes in order; {@code before} is the graph they come from, {@code initializers} the names defined besides.
     */
    static List<Node> sort(Graph before, List<Node> nodes, Set<String> initializers) {
        TopologicalOrder order = new TopologicalOrder(nodes);
        order.link(before, initializers);
        return order.sorted();
    }

    private static Set<String> reads(Node node) {
        Set<String> reads = new LinkedHashSet<>(node.inputs());
        reads.addAll(node.captures());
        reads.remove("");
        return reads;
    }

    private void link(Graph before, Set<String> initializers) {
        Set<String> definedBefore = before.definedNames();
        for (int i = 0; i < nodes.size(); i++) {
            for (String read : reads(nodes.get(i))) {
                Integer producer = producers.get(read);
                if (producer != null) {
                    readers.get(producer).add(i);
                    waiting[i]++;
                } else if (isGone(before, definedBefore, initializers, read)) {
                    throw new IllegalArgumentException(
                            "Node %s would read '%s', which nothing defines any more".formatted(nodes.get(i), read));
                }
            }
        }
    }

    /** A name that this graph defined and no longer does; any other unknown name belongs to a graph around this one. */
    private static boolean isGone(
            Graph before, Collection<String> definedBefore, Set<String> initializers, String read) {
        return definedBefore.contains(read)
                && !initializers.contains(read)
                && !before.uses().isInput(read)
                && !before.sparseInitializers().contains(read);
    }

    private List<Node> sorted() {
        PriorityQueue<Integer> ready = new PriorityQueue<>();
        for (int i = 0; i < waiting.length; i++) {
            if (waiting[i] == 0) {
                ready.add(i);
            }
        }
        List<Node> sorted = new ArrayList<>(nodes.size());
        while (!ready.isEmpty()) {
            int next = ready.remove();
            sorted.add(nodes.get(next));
            for (int reader : readers.get(next)) {
                if (--waiting[reader] == 0) {
                    ready.add(reader);
                }
            }
        }
        if (sorted.size() < nodes.size()) {
            throw new IllegalArgumentException("The nodes form a cycle");
        }
        return sorted;
    }
}
