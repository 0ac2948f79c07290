package dev.octet.rewrite;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Renaming;
import dev.octet.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes readers of some values read others, and keeps the names of graph outputs.
 *
 * <p>Where a redirected value is a graph output, the graph's signature must not change: if a node computes the
 * replacement, that node's output takes the output's name; if the replacement is an input, an initializer or itself an
 * output, an Identity is put between (a graph may not rename those).
 */
final class Redirection {
    /** New name of each value by its old one, for all readers and, where a graph output is renamed, its producer. */
    private final Map<String, String> renamed = new HashMap<>();

    private final Map<String, String> copiedOutputs = new LinkedHashMap<>();

    private Redirection(Graph graph, Map<String, String> redirected, Set<String> computed) {
        Set<String> kept = new HashSet<>();
        graph.outputs().stream()
                .map(Value::name)
                .filter(name -> !redirected.containsKey(name))
                .forEach(kept::add);
        redirected.keySet().forEach(from -> renamed.put(from, end(redirected, from)));
        for (Value output : graph.outputs()) {
            String target = renamed.get(output.name());
            if (target != null && computed.contains(target) && kept.add(target)) {
                takeName(output.name(), target);
            } else if (target != null) {
                copiedOutputs.put(output.name(), target);
            }
        }
    }

    /**
     * The redirection for one graph.
     *
     * @param redirected value to replacement
     * @param nodes the nodes that will make up the graph; none of them may compute a redirected value
     */
    static Redirection of(Graph graph, Map<String, String> redirected, List<Node> nodes) {
        Set<String> computed = new HashSet<>();
        nodes.forEach(node -> computed.addAll(node.outputs()));
        for (String from : redirected.keySet()) {
            if (computed.contains(from)) {
                throw new IllegalArgumentException("Value '%s' is redirected, but still computed".formatted(from));
            }
        }
        return new Redirection(graph, redirected, computed);
    }

    /** Follows a chain of redirections to its end. */
    private static String end(Map<String, String> redirected, String from) {
        String to = from;
        for (int steps = 0; redirected.containsKey(to); steps++) {
            to = redirected.get(to);
            if (steps > redirected.size()) {
                throw new IllegalArgumentException("Redirections form a circle at '" + from + "'");
            }
        }
        return to;
    }

    /** The computed value {@code target} is from now on called by the name of a graph output. */
    private void takeName(String output, String target) {
        renamed.replaceAll((from, to) -> to.equals(target) ? output : to);
        renamed.remove(output);
        renamed.put(target, output);
    }

    /** The nodes with their inputs, outputs and captures renamed, and a copy for each output that needs one. */
    List<Node> apply(List<Node> nodes) {
        Renaming renaming = new Renaming(renamed);
        List<Node> result = new ArrayList<>();
        nodes.forEach(node -> result.add(renaming.apply(node)));
        copiedOutputs.forEach((output, source) -> result.add(
                Node.of("", "Identity", List.of(renamed.getOrDefault(source, source)), List.of(output), Map.of())));
        return result;
    }
}
