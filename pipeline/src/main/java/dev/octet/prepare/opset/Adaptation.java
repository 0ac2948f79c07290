package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An adapter's answer.
 *
 * @param nodes what takes the node's place, in topological order; empty where refused
 * @param opset the version that the nodes are written for; empty for the version of the step that asked
 * @param refusal why nothing can take the node's place, as the end of a sentence
 */
record Adaptation(List<Node> nodes, OptionalLong opset, Optional<String> refusal) {
    Adaptation {
        nodes = List.copyOf(nodes);
    }

    static Adaptation to(Node... nodes) {
        return new Adaptation(List.of(nodes), OptionalLong.empty(), Optional.empty());
    }

    /** Nodes written for a later version than the step asked for, which skip the steps up to it. */
    static Adaptation at(long opset, Node... nodes) {
        return new Adaptation(List.of(nodes), OptionalLong.of(opset), Optional.empty());
    }

    static Adaptation refused(String reason) {
        return new Adaptation(List.of(), OptionalLong.empty(), Optional.of(reason));
    }
}
