package dev.octet.prepare.opset;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Upgrades every node of a graph and puts the constants that this needs among its initializers. */
final class GraphUpgrade {
    private final NodeUpgrade nodes;

    GraphUpgrade(NodeUpgrade nodes) {
        this.nodes = nodes;
    }

    Graph apply(Surroundings surroundings) {
        Graph graph = surroundings.graph();
        List<Node> upgraded = graph.nodes().stream()
                .flatMap(node -> nodes.apply(node, surroundings).stream())
                .toList();
        List<Initializer> initializers = new ArrayList<>(graph.initializers().values());
        initializers.addAll(surroundings.addedConstants());
        return withoutUnread(
                graph,
                graph.toBuilder().nodes(upgraded).initializers(initializers).build());
    }

    /** Drops constants that only an attribute or an omitted input needed, and notes about outputs that are left out. */
    private static Graph withoutUnread(Graph before, Graph after) {
        List<Initializer> read = after.initializers().values().stream()
                .filter(constant -> after.uses().count(constant.name()) > 0 || wasUnread(before, constant.name()))
                .toList();
        Set<String> defined = after.definedNames();
        List<Value> notes = after.valueInfo().values().stream()
                .filter(note -> defined.contains(note.name()))
                .toList();
        return after.toBuilder().initializers(read).valueInfo(notes).build();
    }

    private static boolean wasUnread(Graph before, String constant) {
        return before.uses().isInput(constant)
                || (before.initializers().containsKey(constant) && before.uses().count(constant) == 0);
    }
}
