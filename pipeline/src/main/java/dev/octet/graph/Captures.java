package dev.octet.graph;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Finds the outer values that a node's subgraphs read; ONNX lets a subgraph see every value of the graphs around it.
 */
final class Captures {
    private Captures() {}

    static Set<String> of(Node node) {
        Set<String> captured = new LinkedHashSet<>();
        for (Graph graph : node.subgraphs()) {
            collect(graph, captured);
        }
        return Collections.unmodifiableSet(captured);
    }

    private static void collect(Graph graph, Set<String> captured) {
        Set<String> defined = graph.definedNames();
        Set<String> read = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            read.addAll(node.inputs());
            read.addAll(node.captures());
        }
        graph.outputs().forEach(output -> read.add(output.name()));
        Set<String> own = new HashSet<>(defined);
        own.add("");
        read.removeAll(own);
        captured.addAll(read);
    }
}
