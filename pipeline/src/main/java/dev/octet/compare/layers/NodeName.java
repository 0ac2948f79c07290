package dev.octet.compare.layers;

import dev.octet.graph.Node;

/**
 * How a node is called.
 *
 * @param name its name; empty where it has none
 * @param operator its operator, such as {@code Conv}
 * @param output its first output
 */
public record NodeName(String name, String operator, String output) {
    static NodeName of(Node node) {
        return new NodeName(
                node.name(), node.operator().toString(), node.output(0).orElse(""));
    }
}
