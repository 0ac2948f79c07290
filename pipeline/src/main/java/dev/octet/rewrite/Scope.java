package dev.octet.rewrite;

import dev.octet.graph.Graph;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Use;
import dev.octet.tensor.Tensor;
import java.util.Map;
import java.util.Optional;

/**
 * What a rule sees: a graph, the operator set versions in force, and a source of new names.
 *
 * @param graph the graph being rewritten
 * @param opsetImports version of each operator set by domain
 * @param names gives names that are free in the whole model
 */
public record Scope(Graph graph, Map<String, Long> opsetImports, Names names) {
    /** Version of ONNX's own operator set. */
    public long opset() {
        return opsetImports.getOrDefault(Operator.ONNX, 0L);
    }

    /** The constant that a node reads in a slot. */
    public Optional<Tensor> constantInput(Node node, int slot) {
        return node.input(slot).flatMap(graph::constant);
    }

    /** The node that computes what a node reads in a slot. */
    public Optional<Node> producerOfInput(Node node, int slot) {
        return node.input(slot).flatMap(graph.uses()::producer);
    }

    /** Whether a value is read once, by a node of this graph itself, and is not a graph output. */
    public boolean usedOnce(String value) {
        return graph.uses().only(value).isPresent();
    }

    /** The only reader of a value. */
    public Optional<Node> onlyReader(String value) {
        return graph.uses().only(value).map(Use::node);
    }
}
