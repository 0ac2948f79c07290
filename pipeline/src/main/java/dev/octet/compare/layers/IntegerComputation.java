package dev.octet.compare.layers;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.inspect.Inspection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Nodes that compute with integers themselves, such as QLinearConv: their scales are not among what is measured. */
final class IntegerComputation {
    private IntegerComputation() {}

    /** Says that a model has such nodes, and what to compare instead; empty where it has none. */
    static Optional<String> note(Model quantized) {
        Set<Operator> operators =
                Inspection.of(quantized).quantization().integerOperators().keySet();
        List<Node> nodes = quantized.graph().nodes().stream()
                .filter(node -> operators.contains(node.operator()))
                .toList();
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%d nodes, such as %s, compute with integers themselves: their tensors and weights are not measured. Those of a model that was quantized with --format qdq are, with the same scales."
                                .formatted(nodes.size(), nodes.get(0).label()));
    }
}
