package dev.octet.float16;

import dev.octet.graph.Model;
import java.util.List;

/**
 * A model in float16.
 *
 * @param model the model; its weights are converted when they are read or written
 * @param nodes the nodes that read or make floats, in the order of the graph
 * @param constants the constants with values that float16 does not hold
 */
public record Float16Result(Model model, List<Float16Node> nodes, List<Float16Constant> constants) {
    /** Copies the lists. */
    public Float16Result {
        nodes = List.copyOf(nodes);
        constants = List.copyOf(constants);
    }

    /** Number of nodes that compute in float16. */
    public long convertedNodes() {
        return nodes.stream().filter(Float16Node::converted).count();
    }
}
