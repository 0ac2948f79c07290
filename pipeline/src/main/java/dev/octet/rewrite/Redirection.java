package dev.octet.rewrite;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
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
    private final Map<String, String> renamed = new HashMap<>();
    private final Map<String, String> copiedOutputs = new LinkedHashMap<>();

    private Redirection() {}

    static Redirection of(Graph graph, Map<String, String> redirected, List<Node> nodes) {
        Redirection result = new Redirection();
        Set<String> computed = new HashSet<>();
        nodes.forEach(node -> computed.addAll(node.outputs()));
        Set<String> kept = new HashSet<>();
        graph.outputs().stream()
                .map(Value::name)
                .filter(name -> !redirected.containsKey(name))
                .forEach(kept::add);
        redirected.keySet().forEach(from -> result.renamed.put(from, end(redirected, from)));
        for (Value output : graph.outputs()) {
            String target = result.renamed.get(output.name());
            if (target == null) {
                continue;
            }
            if (computed.contains(target) && kept.add(target)) {
                result.renamed.replaceAll((from, to) -> to.equals(target) ? output.name() : to);
                result.renamed.remove(output.name());
                result.renamed.put(target, output.name());
            } else {
                result.copiedOutputs.put(output.name(), target);
            }
        }
        return result.withCopies(nodes);
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

    private Redirection withCopies(List<Node> nodes) {
        if (!copiedOutputs.isEmpty()) {
            List<Node> copies = new ArrayList<>();
            copiedOutputs.forEach((output, source) -> copies.add(copy(output, renamed.getOrDefault(source, source))));
            nodes.addAll(copies);
        }
        return this;
    }

    private static Node copy(String output, String source) {
        return new Node(
                "", new Operator(Operator.ONNX, "Identity"), List.of(source), List.of(output), Map.of(), Origin.NONE);
    }

    Node rename(Node node) {
        if (renamed.isEmpty()) {
            return node;
        }
        boolean isCopy =
                node.is("Identity") && copiedOutputs.containsKey(node.outputs().get(0));
        return isCopy ? node : new Renaming(renamed).apply(node);
    }
}
