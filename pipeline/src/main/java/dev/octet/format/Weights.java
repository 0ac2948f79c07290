package dev.octet.format;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The tensors of a model that ONNX Runtime also takes from external data: initializers and the values of Constant
 * nodes, in every graph and function. A tensor that several places share is there once.
 */
final class Weights {
    private final Set<TensorData> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<TensorData> found = new ArrayList<>();

    private Weights() {}

    /** The data in the order of the model. */
    static List<TensorData> of(Model model) {
        Weights weights = new Weights();
        weights.collect(model.graph());
        model.functions().forEach(function -> weights.collect(function.nodes()));
        return weights.found;
    }

    private void collect(Graph graph) {
        graph.initializers().values().forEach(initializer -> add(initializer.tensor()));
        collect(graph.nodes());
    }

    private void collect(List<Node> nodes) {
        for (Node node : nodes) {
            if (node.is("Constant") && node.attributes().get("value") instanceof Attribute.TensorValue constant) {
                add(constant.value());
            }
            node.subgraphs().forEach(this::collect);
        }
    }

    private void add(Tensor tensor) {
        // Strings have no raw form.
        if (tensor.type() != ElementType.STRING && seen.add(tensor.data())) {
            found.add(tensor.data());
        }
    }
}
