package dev.octet.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who defines and who reads each value of one graph. Reads from subgraphs count. */
public final class Uses {
    private final Map<String, Node> producers = new HashMap<>();
    private final Map<String, List<Use>> consumers = new HashMap<>();
    private final Set<String> graphInputs = new HashSet<>();
    private final Set<String> graphOutputs = new HashSet<>();

    Uses(Graph graph) {
        graph.inputs().forEach(input -> graphInputs.add(input.name()));
        graph.outputs().forEach(output -> graphOutputs.add(output.name()));
        graph.nodes().forEach(this::add);
    }

    private void add(Node node) {
        for (int slot = 0; slot < node.inputs().size(); slot++) {
            addUse(node.inputs().get(slot), new Use(node, slot));
        }
        node.captures().forEach(value -> addUse(value, new Use(node, Use.CAPTURE)));
        node.outputs().stream().filter(output -> !output.isEmpty()).forEach(output -> producers.put(output, node));
    }

    private void addUse(String value, Use use) {
        if (!value.isEmpty()) {
            consumers.computeIfAbsent(value, ignored -> new ArrayList<>(1)).add(use);
        }
    }

    /** The node that computes a value, or empty for inputs, initializers and outer values. */
    public Optional<Node> producer(String value) {
        return Optional.ofNullable(producers.get(value));
    }

    /** All reads of a value by nodes, in topological order; being a graph output is not among them. */
    public List<Use> of(String value) {
        return List.copyOf(consumers.getOrDefault(value, List.of()));
    }

    /** Whether a value is a graph input, with or without an initializer. */
    public boolean isInput(String value) {
        return graphInputs.contains(value);
    }

    /** Whether a value is a graph output. */
    public boolean isOutput(String value) {
        return graphOutputs.contains(value);
    }

    /** Number of reads of a value; being a graph output counts as one. */
    public int count(String value) {
        return consumers.getOrDefault(value, List.of()).size() + (isOutput(value) ? 1 : 0);
    }

    /**
     * The only read of a value: exactly one node reads it, in one slot, not from a subgraph, and it is no graph output.
     */
    public Optional<Use> only(String value) {
        List<Use> uses = consumers.getOrDefault(value, List.of());
        return count(value) == 1 && uses.size() == 1 && uses.get(0).slot() != Use.CAPTURE
                ? Optional.of(uses.get(0))
                : Optional.empty();
    }
}
