package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an adapter may know about the graph its node stands in, and where it puts new constants. */
final class Surroundings {
    private final Graph graph;
    private final Optional<Surroundings> outer;
    private final Names names;
    private final KnownTypes types;
    private final long target;
    private final Map<String, Tensor> added = new LinkedHashMap<>();

    private Surroundings(Graph graph, Optional<Surroundings> outer, Names names, KnownTypes types, long target) {
        this.graph = graph;
        this.outer = outer;
        this.names = names;
        this.types = types;
        this.target = target;
    }

    static Surroundings of(Graph graph, Names names, KnownTypes types, long target) {
        return new Surroundings(graph, Optional.empty(), names, types, target);
    }

    /** The surroundings inside a subgraph of a node that stands here. */
    Surroundings inside(Graph subgraph) {
        return new Surroundings(subgraph, Optional.of(this), names, types.inside(subgraph), target);
    }

    /** The operator set version that the whole model is to reach. */
    long target() {
        return target;
    }

    /** The constant that a value is: an initializer that no caller can change, or the result of a Constant node. */
    Optional<Tensor> constant(String value) {
        Tensor own = added.get(value);
        if (own != null) {
            return Optional.of(own);
        }
        if (graph.definedNames().contains(value)) {
            return graph.constant(value).or(() -> graph.uses().producer(value).flatMap(Surroundings::constantOf));
        }
        return outer.flatMap(around -> around.constant(value));
    }

    private static Optional<Tensor> constantOf(Node producer) {
        return producer.is("Constant") && producer.attribute("value").orElse(null) instanceof Attribute.TensorValue held
                ? Optional.of(held.value())
                : Optional.empty();
    }

    /** The element type of a tensor, where it is known. */
    Optional<ElementType> elementType(String value) {
        return constant(value).map(Tensor::type).or(() -> types.elementType(value));
    }

    /** The element type of a tensor that can only be a floating-point one, where it is known. */
    Optional<ElementType> floatingType(String value) {
        return constant(value).map(Tensor::type).or(() -> types.floatingType(value));
    }

    /** The dimensions of a tensor, where their number is known. */
    Optional<List<Dimension>> dimensions(String value) {
        return constant(value)
                .flatMap(tensor ->
                        ValueType.tensor(tensor.type(), tensor.shape()).dimensions())
                .or(() -> types.dimensions(value));
    }

    /** Whether a node or the graph's caller reads a value. */
    boolean isRead(String value) {
        return graph.uses().count(value) > 0;
    }

    /** The outputs with those beyond the first few left out, or empty where one of those is read. */
    Optional<List<String>> outputsUpTo(int count, Node node) {
        List<String> rest = node.outputs()
                .subList(Math.min(count, node.outputs().size()), node.outputs().size());
        return rest.stream().anyMatch(this::isRead)
                ? Optional.empty()
                : Optional.of(
                        node.outputs().subList(0, Math.min(count, node.outputs().size())));
    }

    /** A name that nothing has, made from the node's result and the part that the new value plays. */
    String fresh(Node node, String part) {
        String base = node.outputs().stream()
                .filter(output -> !output.isEmpty())
                .findFirst()
                .orElse(node.name());
        return names.fresh(base + "/" + part);
    }

    /** Puts in a constant and tells its name. */
    String constant(Node node, String part, Tensor tensor) {
        String name = fresh(node, part);
        added.put(name, tensor);
        return name;
    }

    /** The constants that adapters put in, in order. */
    List<Initializer> addedConstants() {
        List<Initializer> initializers = new ArrayList<>();
        added.forEach((name, tensor) -> initializers.add(Initializer.of(name, tensor)));
        return initializers;
    }

    Graph graph() {
        return graph;
    }
}
