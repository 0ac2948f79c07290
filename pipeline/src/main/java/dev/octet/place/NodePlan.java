package dev.octet.place;

import dev.octet.graph.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What becomes of one node and its inputs.
 *
 * @param node the node
 * @param decision what becomes of it
 * @param dequantized input slots that read the dequantized form of a value planned in {@link Plan#values()}
 * @param constants input slots that read a constant that is quantized ahead of time, with where its parameters come
 *     from
 */
public record NodePlan(Node node, Decision decision, List<Integer> dequantized, Map<Integer, Parameters> constants) {
    /** Copies the collections, keeping their order. */
    public NodePlan {
        dequantized = List.copyOf(dequantized);
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /** A node that stays float. */
    static NodePlan unchanged(Node node, Decision decision) {
        return new NodePlan(node, decision, List.of(), Map.of());
    }

    /** Whether the node runs on integers. */
    public boolean isQuantized() {
        return decision instanceof Decision.Quantized;
    }
}
