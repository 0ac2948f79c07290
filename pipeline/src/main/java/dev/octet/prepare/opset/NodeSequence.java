package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Builds what takes a node's place, one node after the other; new nodes and values are named after the node's result.
 */
final class NodeSequence {
    private final Node replaced;
    private final Surroundings surroundings;
    private final List<Node> nodes = new ArrayList<>();

    NodeSequence(Node replaced, Surroundings surroundings) {
        this.replaced = replaced;
        this.surroundings = surroundings;
    }

    /** Adds a node with one new result and tells its name. */
    String add(String part, String type, List<String> inputs, Map<String, Attribute> attributes) {
        String result = surroundings.fresh(replaced, part);
        nodes.add(Node.of(result, type, inputs, List.of(result), attributes));
        return result;
    }

    /** Adds a node that gives its first result a new name, and tells it. */
    String addRenamed(String part, Node node) {
        String result = surroundings.fresh(replaced, part);
        nodes.add(node.withOutputs(List.of(result)));
        return result;
    }

    /** Adds a node as it is. */
    void add(Node node) {
        nodes.add(node);
    }

    /** Adds the node that gives a value the shape of another and the name of the replaced node's first result. */
    void addReshaped(String value, String like) {
        String shape = add("shape", "Shape", List.of(like), Map.of());
        String name = surroundings.fresh(replaced, "reshape");
        nodes.add(Node.of(name, "Reshape", List.of(value, shape), List.of(replaced.output()), Map.of()));
    }

    Adaptation adaptation() {
        return Adaptation.to(nodes.toArray(new Node[0]));
    }
}
