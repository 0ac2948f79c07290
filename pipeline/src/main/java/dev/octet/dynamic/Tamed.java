package dev.octet.dynamic;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model whose outliers were looked for.
 *
 * @param model the model; it computes what it did before
 * @param added nodes that it did not have before, as shown to people
 * @param smoothed results of the products whose weights took up what their values lost: their large rows meet small
 *     channels
 * @param note what a user should know
 */
public record Tamed(Model model, Set<String> added, Set<String> smoothed, Optional<String> note) {
    /** Copies the sets. */
    public Tamed {
        added = Set.copyOf(added);
        smoothed = Set.copyOf(smoothed);
    }

    /** A model as it is. */
    public static Tamed unchanged(Model model) {
        return new Tamed(model, Set.of(), Set.of(), Optional.empty());
    }

    static Tamed of(Model before, Model smooth, Model split) {
        Map<String, String> weights = weights(before);
        Set<String> smoothed = weights(smooth).entrySet().stream()
                .filter(product -> weights.containsKey(product.getKey()))
                .filter(product -> !product.getValue().equals(weights.get(product.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        Set<String> known = before.graph().nodes().stream().map(Tamed::name).collect(Collectors.toSet());
        Set<String> added = split.graph().nodes().stream()
                .filter(node -> !known.contains(name(node)))
                .map(Node::label)
                .collect(Collectors.toSet());
        return new Tamed(split, added, smoothed, Optional.empty());
    }

    /** The same with a note. */
    public Tamed noting(String text) {
        return new Tamed(model, added, smoothed, Optional.of(text));
    }

    /** Second factors of products, by the results of these. */
    private static Map<String, String> weights(Model model) {
        return model.graph().nodes().stream()
                .filter(node -> node.is("MatMul") || node.is("Gemm"))
                .collect(Collectors.toMap(Node::output, node -> node.inputs().get(1)));
    }

    /** What people know a node by. */
    private static String name(Node node) {
        return node.name().isEmpty() ? node.outputs().get(0) : node.name();
    }
}
