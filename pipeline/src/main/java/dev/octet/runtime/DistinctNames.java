package dev.octet.runtime;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Renaming;
import dev.octet.graph.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Gives what bodies compute names of their own. ONNX forbids a body to give a value a name that the graph around has
 * given; ONNX Runtime's optimizer counts the conversions that it adds, reorder_token_0 and so on, in each graph from 0
 * and so writes models that it then refuses.
 */
final class DistinctNames {
    private final Names names;

    private DistinctNames(Names names) {
        this.names = names;
    }

    /** The model, in which no body names a value as a graph around it does. */
    static Model in(Model model) {
        DistinctNames distinct = new DistinctNames(Names.of(model));
        Graph graph = model.graph();
        Set<String> visible = graph.definedNames();
        return model.withGraph(graph.mapNodes(node -> node.withSubgraphs(body -> distinct.inBody(body, visible))));
    }

    private Graph inBody(Graph body, Set<String> around) {
        Map<String, String> renamed = new HashMap<>();
        for (String name : body.definedNames()) {
            if (around.contains(name) && !body.sparseInitializers().contains(name)) {
                renamed.put(name, names.fresh(name));
            }
        }
        Graph own = renamed.isEmpty() ? body : renamed(body, renamed);
        Set<String> visible = new HashSet<>(around);
        visible.addAll(own.definedNames());
        return own.mapNodes(node -> node.withSubgraphs(inner -> inBody(inner, visible)));
    }

    private static Graph renamed(Graph body, Map<String, String> names) {
        Renaming renaming = new Renaming(names);
        List<Node> nodes = body.nodes().stream().map(renaming::apply).toList();
        List<Initializer> initializers = body.initializers().values().stream()
                .map(initializer -> initializer.named(names.getOrDefault(initializer.name(), initializer.name())))
                .toList();
        return body.toBuilder()
                .inputs(named(body.inputs(), names))
                .outputs(named(body.outputs(), names))
                .nodes(nodes)
                .initializers(initializers)
                .valueInfo(List.of())
                .build();
    }

    private static List<Value> named(List<Value> values, Map<String, String> names) {
        return values.stream()
                .map(value -> value.named(names.getOrDefault(value.name(), value.name())))
                .toList();
    }
}
