package dev.octet.graph;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Renames values in a node: its inputs, its outputs, and what its subgraphs read from outside. */
public final class Renaming {
    private final Map<String, String> names;

    /**
     * A renaming.
     *
     * @param names old name to new name; values that are not in it keep theirs
     */
    public Renaming(Map<String, String> names) {
        this.names = names;
    }

    /** The node with every name replaced. */
    public Node apply(Node node) {
        boolean reads =
                Stream.concat(node.inputs().stream(), node.outputs().stream()).anyMatch(names::containsKey);
        boolean captures = !Collections.disjoint(node.captures(), names.keySet());
        Node renamed = reads ? node.withInputs(all(node.inputs())).withOutputs(all(node.outputs())) : node;
        return captures ? renamed.withSubgraphs(this::apply) : renamed;
    }

    /** Inside a subgraph, a name that the subgraph defines itself is another value. */
    private Graph apply(Graph graph) {
        Map<String, String> outer = new HashMap<>(names);
        outer.keySet().removeAll(graph.definedNames());
        if (outer.isEmpty()) {
            return graph;
        }
        outer.values().forEach(name -> checkVisible(name, graph));
        Renaming inside = new Renaming(outer);
        List<Value> outputs = graph.outputs().stream()
                .map(output -> output.named(outer.getOrDefault(output.name(), output.name())))
                .toList();
        return graph.mapNodes(inside::apply).toBuilder().outputs(outputs).build();
    }

    private static void checkVisible(String name, Graph graph) {
        if (graph.definedNames().contains(name)) {
            throw new IllegalArgumentException("In %s, '%s' means another value".formatted(graph, name));
        }
    }

    private List<String> all(List<String> values) {
        return values.stream().map(value -> names.getOrDefault(value, value)).toList();
    }
}
