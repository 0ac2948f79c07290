package dev.octet.rewrite;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.TopologicalOrder;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks the nodes that an edit leaves, and sorts them. A rule that breaks a graph is a mistake in the rule. */
final class EditedNodes {
    private final Graph before;
    private final Collection<String> definedBefore;
    private final Set<String> initializers;
    private final Set<String> computed = new HashSet<>();

    private EditedNodes(Graph before, Set<String> initializers) {
        this.before = before;
        this.definedBefore = before.definedNames();
        this.initializers = initializers;
    }

    /**
     * The nodes in order; {@code before} is the graph they come from, {@code initializers} the names defined besides.
     */
    static List<Node> sorted(Graph before, List<Node> nodes, Set<String> initializers) {
        EditedNodes edited = new EditedNodes(before, initializers);
        nodes.forEach(edited::define);
        nodes.forEach(edited::checkReads);
        before.outputs().forEach(output -> edited.checkOutput(output.name()));
        TopologicalOrder order = TopologicalOrder.of(nodes);
        if (!order.cycle().isEmpty()) {
            throw new IllegalArgumentException("The nodes form a cycle: " + order.cycle());
        }
        return order.sorted();
    }

    private void define(Node node) {
        for (String output : node.outputs()) {
            if (!output.isEmpty() && !computed.add(output)) {
                throw new IllegalArgumentException("Value '" + output + "' would be defined by two nodes");
            }
            if (initializers.contains(output)) {
                throw new IllegalArgumentException(
                        "Value '" + output + "' would be defined by a node and an initializer");
            }
        }
    }

    private void checkReads(Node node) {
        Set<String> reads = new LinkedHashSet<>(node.inputs());
        reads.addAll(node.captures());
        for (String read : reads) {
            if (isGone(read)) {
                throw new IllegalArgumentException(
                        "Node %s would read '%s', which nothing defines any more".formatted(node, read));
            }
        }
    }

    private void checkOutput(String output) {
        if (isGone(output)) {
            throw new IllegalArgumentException("Output '" + output + "' would be gone");
        }
    }

    /** A name that this graph defined and no longer does; any other unknown name belongs to a graph around this one. */
    private boolean isGone(String read) {
        return definedBefore.contains(read)
                && !computed.contains(read)
                && !initializers.contains(read)
                && !before.uses().isInput(read)
                && !before.sparseInitializers().contains(read);
    }
}
