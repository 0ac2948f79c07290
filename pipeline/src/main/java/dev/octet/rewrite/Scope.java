package dev.octet.rewrite;

import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Use;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a rule sees: a graph, the operator set versions in force, a source of new names, and the types of values.
 *
 * @param graph the graph being rewritten
 * @param opsetImports version of each operator set by domain
 * @param names gives names that are free in the whole model
 * @param types types by name, as far as they are known; to find them may take long, so only who needs them asks
 */
public record Scope(Graph graph, Map<String, Long> opsetImports, Names names, Supplier<Map<String, ValueType>> types) {
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

    /** Whether no node reads a value and it is no graph output; true for an output that is left out. */
    public boolean isUnused(String value) {
        return value.isEmpty() || graph.uses().count(value) == 0;
    }

    /**
     * Whether every reader of one value can read another, once the node that computes the first is gone. A graph output
     * can be replaced only by what can take its name, not by an input, an initializer, another output or an outer
     * value.
     */
    public boolean canReplace(String value, String replacement) {
        boolean canTakeTheName =
                graph.uses().producer(replacement).isPresent() && !graph.uses().isOutput(replacement);
        return !graph.uses().isOutput(value) || canTakeTheName;
    }

    /** Whether a subgraph that reads one value has a value of its own under the name of the other. */
    public boolean isHidden(String value, String replacement) {
        return Stream.of(value, replacement)
                .flatMap(name -> graph.uses().of(name).stream())
                .filter(use -> use.slot() == Use.CAPTURE)
                .flatMap(use -> use.node().subgraphs().stream())
                .anyMatch(subgraph -> defines(subgraph, value) || defines(subgraph, replacement));
    }

    /** Whether a graph, or one within it, has a value of its own under a name. */
    public static boolean defines(Graph subgraph, String name) {
        return subgraph.definedNames().contains(name)
                || subgraph.nodes().stream()
                        .flatMap(node -> node.subgraphs().stream())
                        .anyMatch(inner -> defines(inner, name));
    }

    /** The type of a tensor, empty where nothing is known or the value is no dense tensor. */
    public Optional<ValueType.TensorType> tensorType(String value) {
        Optional<Tensor> constant = graph.constant(value);
        if (constant.isPresent()) {
            return constant.map(tensor -> ValueType.tensor(tensor.type(), tensor.shape()));
        }
        return types.get().get(value) instanceof ValueType.TensorType known ? Optional.of(known) : Optional.empty();
    }

    /** The dimensions of a tensor, empty where not even the rank is known. */
    public Optional<List<Dimension>> dimensions(String value) {
        return tensorType(value).flatMap(ValueType.TensorType::dimensions);
    }

    /** The element type of a tensor, empty where it is not known. */
    public Optional<ElementType> elementType(String value) {
        return tensorType(value).map(ValueType.TensorType::element);
    }

    /** The number of dimensions of a tensor, empty where it is not known. */
    public Optional<Integer> rank(String value) {
        return dimensions(value).map(List::size);
    }
}
