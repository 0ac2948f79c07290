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
 * The multiplications by one number around MatMul, such as the division by the root of the head size in attention.
 *
 * <p>ONNX Runtime makes them a factor of a float MatMul, where they take no time; the integer kernel has no such
 * factor.
 *
 * <p>Source: {@code matmul_scale_fusion.cc} of ONNX Runtime, checked by running on 1.29.
 */
final class ScaledProducts {
    private final Graph graph;
    private final IdentityHashMap<Node, List<Node>> scales = new IdentityHashMap<>();
    private final Set<Node> takenIn = Collections.newSetFromMap(new IdentityHashMap<>());

    ScaledProducts(Graph graph) {
        this.graph = graph;
        graph.nodes().stream().filter(node -> node.is("MatMul")).forEach(this::add);
    }

    /** The nodes that a node takes in where it runs on floats. */
    List<Node> scalesOf(Node node) {
        return scales.getOrDefault(node, List.of());
    }

    /** Whether a node is part of a MatMul beside it where that runs on floats. */
    boolean isTakenIn(Node node) {
        return takenIn.contains(node);
    }

    private void add(Node product) {
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

    private boolean isScale(Node node) {
        return (node.is("Div") && isNumber(node, 1)) || (node.is("Mul") && (isNumber(node, 0) || isNumber(node, 1)));
    }

    private boolean isNumber(Node node, int slot) {
        Optional<Tensor> constant = node.input(slot).flatMap(graph::constant);
        return constant.filter(tensor -> tensor.elementCount() == 1).isPresent();
    }
}
