package dev.octet.place;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.tensor.Tensor;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Nodes that ONNX Runtime makes a part of another one where both run on floats, so that they take no time of their own.
 *
 * <p>MatMul takes in multiplications by one number around it, such as the division by the root of the head size in
 * attention; the integer kernel has no such factor. Mul takes in the Sigmoid of its other factor: that is SiLU.
 *
 * <p>Source: {@code matmul_scale_fusion.cc} and {@code quick_gelu_fusion.cc} of ONNX Runtime, checked by running on
 * 1.29.
 */
final class FloatFusions {
    private final Graph graph;
    private final IdentityHashMap<Node, List<Node>> scales = new IdentityHashMap<>();
    private final IdentityHashMap<Node, Node> gates = new IdentityHashMap<>();
    private final Set<Node> takenIn = Collections.newSetFromMap(new IdentityHashMap<>());

    FloatFusions(Graph graph) {
        this.graph = graph;
        graph.nodes().stream().filter(node -> node.is("MatMul")).forEach(this::addScales);
        graph.nodes().stream().filter(this::isGate).forEach(this::addGate);
    }

    /** The multiplications by one number that a node takes in where it runs on floats. */
    List<Node> scalesOf(Node node) {
        return scales.getOrDefault(node, List.of());
    }

    /** Whether a node is part of one beside it where that runs on floats. */
    boolean isTakenIn(Node node) {
        return takenIn.contains(node);
    }

    /**
     * The Sigmoid that a Mul takes in, which is the Sigmoid of its other factor. It does so only where that factor is
     * computed on floats: else each of the two reads a DequantizeLinear of its own.
     */
    Optional<Node> gateOf(Node node) {
        return Optional.ofNullable(gates.get(node));
    }

    private void addGate(Node sigmoid) {
        takenIn.add(sigmoid);
        graph.uses().only(sigmoid.output()).ifPresent(use -> gates.put(use.node(), sigmoid));
    }

    private void addScales(Node product) {
        Stream<Node> before = product.inputs().stream()
                .filter(input -> graph.uses().only(input).isPresent())
                .flatMap(input -> graph.uses().producer(input).stream());
        Stream<Node> behind = graph.uses().only(product.output()).map(Use::node).stream();
        List<Node> found = Stream.concat(before, behind)
                .filter(this::isScale)
                .filter(takenIn::add)
                .toList();
        scales.put(product, found);
    }

    /** {@code Mul(x, Sigmoid(x))}, the factors in either order. */
    private boolean isGate(Node node) {
        return node.is("Sigmoid")
                && graph.uses()
                        .only(node.output())
                        .filter(use -> use.node().is("Mul"))
                        .filter(use ->
                                use.node().inputs().contains(node.inputs().get(0)))
                        .isPresent();
    }

    private boolean isScale(Node node) {
        return (node.is("Div") && isNumber(node, 1)) || (node.is("Mul") && (isNumber(node, 0) || isNumber(node, 1)));
    }

    private boolean isNumber(Node node, int slot) {
        Optional<Tensor> constant = node.input(slot).flatMap(graph::constant);
        return constant.filter(tensor -> tensor.elementCount() == 1).isPresent();
    }
}
