package dev.octet.prepare.constant;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.GraphEditor;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Nodes of a main graph, in its order, that read nothing but constants and each other.
 *
 * @param model the model they belong to
 * @param nodes the nodes
 */
record ConstantRegion(Model model, List<Node> nodes) {
    /** Of the given nodes those that meet a test and read nothing but constants and each other. */
    static ConstantRegion of(Model model, List<Node> candidates, Predicate<Node> test) {
        Graph graph = model.graph();
        Set<String> computed = new HashSet<>();
        List<Node> nodes = new ArrayList<>();
        for (Node node : candidates) {
            boolean reads = node.inputs().stream()
                    .allMatch(input -> input.isEmpty()
                            || computed.contains(input)
                            || graph.constant(input).isPresent());
            if (reads && test.test(node)) {
                nodes.add(node);
                computed.addAll(node.outputs());
            }
        }
        return new ConstantRegion(model, nodes);
    }

    /** The values that somebody outside reads, in order. */
    Set<String> results() {
        Set<Node> inside = Collections.newSetFromMap(new IdentityHashMap<>());
        inside.addAll(nodes);
        Set<String> results = new LinkedHashSet<>();
        for (Node node : nodes) {
            for (String output : node.outputs()) {
                boolean isRead = model.graph().uses().of(output).stream()
                        .map(Use::node)
                        .anyMatch(reader -> !inside.contains(reader));
                if (isRead || model.graph().uses().isOutput(output)) {
                    results.add(output);
                }
            }
        }
        return results;
    }

    /** The region as a model without inputs, whose outputs are its results. */
    Model asModel() {
        Graph graph = model.graph();
        Map<String, Initializer> read = new LinkedHashMap<>();
        for (Node node : nodes) {
            for (String input : node.inputs()) {
                Optional.ofNullable(graph.initializers().get(input)).ifPresent(found -> read.put(input, found));
            }
        }
        List<Value> outputs = results().stream()
                .map(name -> Value.of(name, ValueType.UNDECLARED))
                .toList();
        return model.withGraph(Graph.builder(graph.name())
                .nodes(nodes)
                .initializers(read.values())
                .outputs(outputs)
                .build());
    }

    /** The model with constants in place of the region. */
    Model replacedBy(Map<String, Tensor> results) {
        List<Initializer> initializers = new ArrayList<>();
        results.forEach((name, tensor) -> initializers.add(Initializer.of(name, tensor)));
        Edit edit = new Edit(nodes, List.of(), initializers, Map.of());
        return model.withGraph(new GraphEditor(model.graph()).apply(List.of(edit)));
    }
}
