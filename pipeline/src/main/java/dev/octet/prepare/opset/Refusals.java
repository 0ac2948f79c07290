package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.List;

/** Collects why nodes cannot be upgraded. */
final class Refusals {
    private final List<String> sentences = new ArrayList<>();

    /** Notes that a node cannot go to a version. */
    void add(Node node, long opset, String reason) {
        sentences.add("Node %s cannot go to opset %d: %s".formatted(node.label(), opset, reason));
    }

    boolean isEmpty() {
        return sentences.isEmpty();
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
