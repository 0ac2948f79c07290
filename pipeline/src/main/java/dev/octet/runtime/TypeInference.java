package dev.octet.runtime;

import dev.octet.error.OctetException;
import dev.octet.graph.Dimension;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
        try {
            infer(stripped, computed);
        } catch (OctetException failure) {
            Session.open(stripped, SETTINGS).close();
            inferHalves(stripped, computed);
        }
        resolveScalars(stripped, computed);
    }

    private void infer(Model stripped, List<String> names) {
        if (names.isEmpty()) {
            return;
        }
        try (Session session = Session.open(exposing(stripped, names), SETTINGS)) {
            session.outputs().stream()
                    .filter(output -> names.contains(output.name()))
                    .forEach(output -> types.put(output.name(), output.type()));
        }
    }

    /**
     * One value of a type that the Java interface cannot name, such as an optional, spoils the whole answer; halving
     * leaves it alone, and without a type.
     */
    private void inferHalves(Model stripped, List<String> names) {
        if (names.size() < 2) {
            return;
        }
        int middle = names.size() / 2;
        for (List<String> half : List.of(names.subList(0, middle), names.subList(middle, names.size()))) {
            try {
                infer(stripped, half);
            } catch (OctetException failure) {
                inferHalves(stripped, half);
            }
        }
    }

    /** Outputs by name alone, whose types the runtime infers. */
    private static Model exposing(Model model, List<String> names) {
        Graph graph = model.graph();
        Set<String> known = new LinkedHashSet<>();
        List<Value> outputs = new ArrayList<>(graph.outputs());
        graph.outputs().forEach(output -> known.add(output.name()));
        names.stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> outputs.add(Value.of(name, ValueType.UNDECLARED)));
        return model.withGraph(graph.toBuilder().outputs(outputs).build());
    }

    /** The shape of a value's shape tells a scalar, of shape [0], from an unknown rank. */
    private void resolveScalars(Model stripped, List<String> computed) {
        Names names = Names.of(stripped);
        Map<String, String> probes = new LinkedHashMap<>();
        List<Node> nodes = new ArrayList<>(stripped.graph().nodes());
        for (String name : computed) {
            if (types.get(name) instanceof TensorType type && type.dimensions().isEmpty()) {
                String probe = names.fresh(name + "/shape");
                probes.put(probe, name);
                nodes.add(new Node(
                        "",
                        new Operator(Operator.ONNX, "Shape"),
                        List.of(name),
                        List.of(probe),
                        Map.of(),
                        Origin.NONE));
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
                if (name != null && isEmptyVector(output.type()) && types.get(name) instanceof TensorType type) {
                    types.put(name, new TensorType(type.element(), Optional.of(List.of())));
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
