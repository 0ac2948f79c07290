package dev.octet.graph;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Gives out names that no value or node of a model has, in any graph of it.
 *
 * <p>Not thread-safe. The names given depend only on the model and the order of the requests.
 */
public final class Names {
    private final Set<String> taken = new HashSet<>();

    /** The empty string means a slot left out, so it is never given. */
    private Names() {
        taken.add("");
    }

    /** An allocator that knows every name of the model: values and nodes, subgraphs and functions. */
    public static Names of(Model model) {
        Names names = new Names();
        names.take(model.graph());
        model.functions().forEach(function -> {
            names.taken.addAll(function.inputs());
            function.nodes().forEach(names::take);
        });
        return names;
    }

    private void take(Graph graph) {
        taken.addAll(graph.definedNames());
        graph.outputs().forEach(output -> taken.add(output.name()));
        taken.addAll(graph.valueInfo().keySet());
        graph.nodes().forEach(this::take);
    }

    private void take(Node node) {
        taken.add(node.name());
        taken.addAll(node.inputs());
        taken.addAll(node.outputs());
        node.subgraphs().forEach(this::take);
    }

    /** Marks more names as taken. */
    public void take(Collection<String> names) {
        taken.addAll(names);
    }

    /** The wish itself if it is free, else the wish with {@code _2}, {@code _3} ... */
    public String fresh(String wish) {
        String name = wish;
        for (int suffix = 2; !taken.add(name); suffix++) {
            name = wish + "_" + suffix;
        }
        return name;
    }
}
