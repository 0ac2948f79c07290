package dev.octet.calibrate;

import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model cut down to what observing needs: its outputs are exactly the wanted values that nodes compute, and nodes and
 * weights that none of them depends on are gone.
 *
 * @param model the model to run
 * @param computed wanted values that are outputs of that model
 * @param inputs wanted values that are inputs of the graph, to be observed in the samples
 * @param constants wanted values that are initializers, with their tensors
 * @param rearranged wanted values whose elements are those of the others
 */
record ObservedModel(
        Model model,
        Set<String> computed,
        Set<String> inputs,
        Map<String, Tensor> constants,
        RearrangedValues rearranged) {
    /**
     * Sorts the wanted values and cuts the model.
     *
     * @param rearranged those of them that are not looked at
     * @param alsoComputed values to compute besides, to be fed back
     * @throws OctetException of kind CONFIGURATION if the main graph has no such value
     */
    static ObservedModel of(
            Model model, Set<String> wanted, RearrangedValues rearranged, Collection<String> alsoComputed) {
        Graph graph = model.graph();
        Set<String> computed = new LinkedHashSet<>();
        Set<String> inputs = new LinkedHashSet<>();
        Map<String, Tensor> constants = new LinkedHashMap<>();
        for (String name : rearranged.rest(wanted)) {
            Initializer initializer = graph.initializers().get(name);
            if (initializer != null) {
                constants.put(name, initializer.tensor());
            } else if (graph.uses().isInput(name)) {
                inputs.add(name);
            } else {
                computed.add(requireComputed(graph, name));
            }
        }
        Set<String> outputs = new LinkedHashSet<>(computed);
        alsoComputed.forEach(name -> outputs.add(requireComputed(graph, name)));
        return new ObservedModel(
                model.withGraph(cut(graph, outputs)),
                Collections.unmodifiableSet(computed),
                Collections.unmodifiableSet(inputs),
                Collections.unmodifiableMap(constants),
                rearranged);
    }

    /**
     * A part of this, on a graph that computes the same values.
     *
     * @param graph this model after optimization
     * @param some of the computed values
     * @param alsoComputed values to compute besides, to be fed back
     * @param rest whether inputs and constants are observed too
     */
    ObservedModel part(Model graph, Set<String> some, Collection<String> alsoComputed, boolean rest) {
        Set<String> outputs = new LinkedHashSet<>(some);
        outputs.addAll(alsoComputed);
        return new ObservedModel(
                graph.withGraph(cut(graph.graph(), outputs)),
                Collections.unmodifiableSet(some),
                rest ? inputs : Set.of(),
                rest ? constants : Map.of(),
                RearrangedValues.NONE);
    }

    /** This on a graph with the same inputs and outputs. */
    ObservedModel on(Model graph) {
        return new ObservedModel(graph, computed, inputs, constants, rearranged);
    }

    /** All wanted values. */
    Set<String> values() {
        Set<String> values = new LinkedHashSet<>(computed);
        values.addAll(inputs);
        values.addAll(constants.keySet());
        values.addAll(rearranged.parts().keySet());
        return values;
    }

    private static String requireComputed(Graph graph, String name) {
        if (graph.uses().producer(name).isEmpty()) {
            throw OctetException.configuration("The model's main graph has no value '%s' to observe%s"
                    .formatted(name, NearestName.hint(name, graph.definedNames())));
        }
        return name;
    }

    /** Outputs are declared by name alone; ONNX Runtime infers their types. */
    private static Graph cut(Graph graph, Set<String> outputs) {
        Set<String> needed = new LinkedHashSet<>(outputs);
        List<Node> kept = new ArrayList<>();
        List<Node> nodes = graph.nodes();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (!Collections.disjoint(node.outputs(), needed)) {
                kept.add(node);
                needed.addAll(node.inputs());
                needed.addAll(node.captures());
            }
        }
        Collections.reverse(kept);
        return graph.toBuilder()
                .nodes(kept)
                .outputs(outputs.stream()
                        .map(name -> Value.of(name, ValueType.UNDECLARED))
                        .toList())
                .initializers(graph.initializers().values().stream()
                        .filter(initializer -> needed.contains(initializer.name()))
                        .toList())
                .inputs(graph.inputs().stream()
                        .filter(input -> needed.contains(input.name())
                                || !graph.initializers().containsKey(input.name()))
                        .toList())
                .build();
    }
}
