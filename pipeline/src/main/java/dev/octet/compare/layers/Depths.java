package dev.octet.compare.layers;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import java.util.IdentityHashMap;

/**
 * How far down in a graph each node is: its number among those that are neither QuantizeLinear nor DequantizeLinear.
 */
final class Depths {
    private final IdentityHashMap<Node, Integer> depths = new IdentityHashMap<>();

    Depths(Graph graph) {
        int depth = 0;
        for (Node node : graph.nodes()) {
            depths.put(node, depth);
            depth += Conversions.quantizes(node) || Conversions.dequantizes(node) ? 0 : 1;
        }
    }

    int of(Node node) {
        return depths.getOrDefault(node, 0);
    }
}
