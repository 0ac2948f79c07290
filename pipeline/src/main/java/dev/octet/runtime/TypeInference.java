package dev.octet.runtime;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The types of all values of a model's main graph, as ONNX Runtime infers them when it loads the model with every value
 * made an output. Weights are left behind, so it costs little memory and time.
 */
public final class TypeInference {
    private static final SessionSettings SETTINGS = SessionSettings.defaults()
            .withLevel(OptimizationLevel.NONE)
            .withThreads(1)
            .withMemoryArena(false)
            .withEntry("session.disable_prepacking", "1");

    private final Model model;
    private final Map<String, ValueType> types = new LinkedHashMap<>();

    private TypeInference(Model model) {
        this.model = model;
    }

    /**
     * The type of every value: inputs, initializers, and what nodes compute, in that order. A tensor of unknown rank
     * has a type without dimensions.
     *
     * @throws OctetException of kind RUNTIME if ONNX Runtime refuses the model
     */
    public static Map<String, ValueType> infer(Model model) {
        TypeInference inference = new TypeInference(model);
        inference.run(StrippedWeights.of(model));
        return inference.types;
    }

    private void run(Model stripped) {
        Graph graph = model.graph();
        graph.inputs().forEach(input -> types.put(input.name(), input.type()));
        graph.initializers()
                .values()
                .forEach(initializer -> types.put(
                        initializer.name(),
                        ValueType.tensor(
                                initializer.tensor().type(),
                                initializer.tensor().shape())));
        List<String> computed = graph.nodes().stream()
                .flatMap(node -> node.outputs().stream())
                .filter(output -> !output.isEmpty())
                .toList();
        Map<String, ValueType> inferred = new HashMap<>();
        infer(stripped, computed, inferred);
        resolveScalars(stripped, inferred);
        computed.stream()
                .filter(inferred::containsKey)
                .forEach(name -> types.put(name, Objects.requireNonNull(inferred.get(name))));
    }

    /** One optional value among the outputs, and the Java interface tells the type of none; halves find the others. */
    private static void infer(Model stripped, List<String> names, Map<String, ValueType> inferred) {
        if (names.isEmpty()) {
            return;
        }
        List<Value> outputs;
        try (Session session = Session.open(exposing(stripped, names), SETTINGS)) {
            outputs = session.outputs();
        }
        boolean told = outputs.stream().noneMatch(output -> output.type() == ValueType.UNDECLARED);
        if (told) {
            outputs.forEach(output -> inferred.put(output.name(), output.type()));
        } else if (names.size() > 1) {
            infer(stripped, names.subList(0, names.size() / 2), inferred);
            infer(stripped, names.subList(names.size() / 2, names.size()), inferred);
        }
    }

    /** The model with these outputs alone; by name where it declares no type. */
    private static Model exposing(Model model, List<String> names) {
        Graph graph = model.graph();
        Map<String, Value> declared = new HashMap<>();
        graph.outputs().forEach(output -> declared.put(output.name(), output));
        List<Value> outputs = names.stream()
                .map(name -> declared.getOrDefault(name, Value.of(name, ValueType.UNDECLARED)))
                .toList();
        return model.withGraph(graph.toBuilder().outputs(outputs).build());
    }

    /** The shape of a value's shape tells a scalar, of shape [0], from an unknown rank. */
    private static void resolveScalars(Model stripped, Map<String, ValueType> inferred) {
        Names names = Names.of(stripped);
        Map<String, String> probes = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>(stripped.graph().nodes());
        for (String name : new TreeSet<>(inferred.keySet())) {
            if (inferred.get(name) instanceof TensorType type
                    && type.dimensions().isEmpty()) {
                String probe = names.fresh(name + "/shape");
                probes.put(probe, name);
                nodes.add(Node.of("", "Shape", List.of(name), List.of(probe), Map.of()));
            }
        }
        if (probes.isEmpty()) {
            return;
        }
        Model probing =
                stripped.withGraph(stripped.graph().toBuilder().nodes(nodes).build());
        try (Session session = Session.open(exposing(probing, List.copyOf(probes.keySet())), SETTINGS)) {
            for (Value output : session.outputs()) {
                String name = probes.get(output.name());
                if (name != null && isEmptyVector(output.type()) && inferred.get(name) instanceof TensorType type) {
                    inferred.put(name, new TensorType(type.element(), Optional.of(List.of())));
                }
            }
        }
    }

    private static boolean isEmptyVector(ValueType type) {
        return type instanceof TensorType tensor
                && tensor.dimensions()
                        .filter(List.of(new Dimension.Known(0))::equals)
                        .isPresent();
    }
}
