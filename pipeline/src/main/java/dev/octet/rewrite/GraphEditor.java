package dev.octet.rewrite;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies a batch of edits to a graph. */
public final class GraphEditor {
    private final Graph graph;

    /** An editor of one graph. */
    public GraphEditor(Graph graph) {
        this.graph = graph;
    }

    /**
     * The graph after all edits, in topological order, without initializers that the edits left unread.
     *
     * @throws IllegalArgumentException if the result is not a graph: a cycle, a name defined twice, or a read of
     *     nothing
     */
    public Graph apply(List<Edit> edits) {
        Edit all = edits.stream().reduce(Edit.NOTHING, Edit::and);
        List<Node> nodes = edited(edits);
        List<Node> renamed = Redirection.of(graph, all.redirected(), nodes).apply(nodes);
        Map<String, Initializer> initializers = new LinkedHashMap<>(graph.initializers());
        all.initializers().forEach(added -> initializers.put(added.name(), added));
        Graph changed = graph.toBuilder()
                .nodes(EditedNodes.sorted(graph, renamed, initializers.keySet()))
                .initializers(initializers.values())
                .build();
        return withoutUnread(changed);
    }

    /** The nodes that stay, and the new ones where the last node that they replace stood, else at the end. */
    private List<Node> edited(List<Edit> edits) {
        IdentityHashMap<Node, Integer> position = new IdentityHashMap<>();
        graph.nodes().forEach(node -> position.put(node, position.size()));
        Set<Node> removed = Collections.newSetFromMap(new IdentityHashMap<>());
        Map<Integer, List<Node>> added = new HashMap<>();
        for (Edit edit : edits) {
            removed.addAll(edit.removed());
            int place = edit.removed().stream()
                    .mapToInt(position::get)
                    .max()
                    .orElse(graph.nodes().size());
            added.computeIfAbsent(place, ignored -> new ArrayList<>()).addAll(edit.added());
        }
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i <= graph.nodes().size(); i++) {
            if (i < graph.nodes().size() && !removed.contains(graph.nodes().get(i))) {
                nodes.add(graph.nodes().get(i));
            }
            nodes.addAll(added.getOrDefault(i, List.of()));
        }
        return nodes;
    }

    /**
     * Drops what nothing reads any more: initializers that were read before or are new, and types noted for values that
     * are gone.
     */
    private Graph withoutUnread(Graph changed) {
        List<Initializer> kept = changed.initializers().values().stream()
                .filter(initializer -> isStillWanted(changed, initializer.name()))
                .toList();
        Set<String> defined = changed.definedNames();
        List<Value> noted = changed.valueInfo().values().stream()
                .filter(value -> defined.contains(value.name()))
                .toList();
        return changed.toBuilder().initializers(kept).valueInfo(noted).build();
    }

    private boolean isStillWanted(Graph changed, String initializer) {
        boolean wasUnreadBefore =
                graph.initializers().containsKey(initializer) && graph.uses().count(initializer) == 0;
        return changed.uses().count(initializer) > 0 || changed.uses().isInput(initializer) || wasUnreadBefore;
    }
}
