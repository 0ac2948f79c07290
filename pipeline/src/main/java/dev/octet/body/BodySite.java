package dev.octet.body;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A body where it stands.
 *
 * @param holder the node whose attribute the body is
 * @param attribute the attribute's name: {@code then_branch}, {@code else_branch} or {@code body}
 * @param body the body
 */
public record BodySite(Node holder, String attribute, Graph body) {
    private static final Set<String> WITH_WEIGHTS =
            Set.of("Attention", "Conv", "ConvTranspose", "Gather", "Gemm", "GRU", "LSTM", "MatMul", "RNN");

    /** The bodies of a graph's nodes in order, those in which no operator could have weights left out. */
    public static List<BodySite> in(Graph graph) {
        List<BodySite> sites = new ArrayList<>();
        for (Node node : graph.nodes()) {
            node.attributes().forEach((name, attribute) -> {
                if (attribute instanceof Attribute.GraphValue body && mayHaveWeights(body.value())) {
                    sites.add(new BodySite(node, name, body.value()));
                }
            });
        }
        return sites;
    }

    private static boolean mayHaveWeights(Graph body) {
        return body.nodes().stream()
                .anyMatch(node -> WITH_WEIGHTS.contains(node.operator().type())
                        || node.subgraphs().stream().anyMatch(BodySite::mayHaveWeights));
    }

    /** How to name the body to a person: {@code 'body' of 'loop1' (Loop)}. */
    public String label() {
        return "'%s' of %s".formatted(attribute, holder.label());
    }

    /**
     * A model that holds this body, or one that was derived from it and keeps the node's results, with what was made of
     * the body in its place. Initializers that only the old body read go away with it.
     *
     * @param body this body as a model
     * @param changed what was made of that model
     */
    public Model replacedIn(Model model, BodyModel body, Model changed) {
        Attribute other = new Attribute.GraphValue(body.body(changed));
        Graph replaced = model.graph().mapNodes(node -> isHolder(node) ? node.withAttribute(attribute, other) : node);
        List<Initializer> read = replaced.initializers().values().stream()
                .filter(initializer -> replaced.uses().count(initializer.name()) > 0
                        || replaced.uses().isInput(initializer.name())
                        || model.graph().uses().count(initializer.name()) == 0)
                .toList();
        Model result = model.withGraph(replaced.toBuilder().initializers(read).build());
        for (Map.Entry<String, Long> domain : changed.opsetImports().entrySet()) {
            if (!result.opsetImports().containsKey(domain.getKey())) {
                result = result.withOpset(domain.getKey(), domain.getValue());
            }
        }
        return result;
    }

    /** A node is known by its results, for a rewrite around it may change the rest; without any it is the same one. */
    private boolean isHolder(Node node) {
        return node.outputs().equals(holder.outputs())
                && node.operator().equals(holder.operator())
                && node.attributes().containsKey(attribute)
                && (node == holder || node.outputs().stream().anyMatch(output -> !output.isEmpty()));
    }
}
