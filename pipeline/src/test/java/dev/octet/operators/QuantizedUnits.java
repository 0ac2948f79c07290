package dev.octet.operators;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Uses;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A quantized model cut at its codes: each unit computes one tensor of codes from others, as one integer kernel does
 * once the unit is optimized. So a difference between kernels is seen where it arises, not where it has grown.
 */
final class QuantizedUnits {
    private static final SessionSettings OPTIMIZED = SessionSettings.defaults().withThreads(1);
    private static final SessionSettings PLAIN = OPTIMIZED.withLevel(OptimizationLevel.NONE);

    private final Model model;
    private final Map<String, Tensor> values;
    private final Set<String> codes = new LinkedHashSet<>();

    private QuantizedUnits(Model model, Map<String, Tensor> inputs) {
        this.model = model;
        for (Node node : model.graph().nodes()) {
            if (node.is("QuantizeLinear")) {
                codes.add(node.output());
            }
        }
        this.values = new LinkedHashMap<>(inputs);
        try (Session session = Session.open(exposing(model, codes), PLAIN)) {
            values.putAll(session.run(inputs));
        }
    }

    /**
     * The largest difference in codes between each unit's results with optimizations and without, by the operators in
     * the unit.
     */
    static Map<String, Long> differences(Model model, Map<String, Tensor> inputs) {
        QuantizedUnits units = new QuantizedUnits(model, inputs);
        Map<String, Long> largest = new LinkedHashMap<>();
        units.codes.forEach(value -> units.compare(value, largest));
        return largest;
    }

    private static Model exposing(Model model, Set<String> values) {
        List<Value> outputs = new ArrayList<>(model.graph().outputs());
        values.stream()
                .filter(value -> !model.graph().uses().isOutput(value))
                .forEach(value -> outputs.add(Value.of(value, ValueType.UNDECLARED)));
        return model.withGraph(model.graph().toBuilder().outputs(outputs).build());
    }

    private void compare(String value, Map<String, Long> largest) {
        List<Node> nodes = new ArrayList<>();
        Set<String> inputs = new LinkedHashSet<>();
        collect(value, nodes, inputs);
        Map<String, Tensor> given = new LinkedHashMap<>();
        inputs.forEach(input -> given.put(input, Objects.requireNonNull(values.get(input))));
        try (Session optimized = Session.open(unit(value, nodes, inputs), OPTIMIZED)) {
            long[] kernel =
                    Objects.requireNonNull(optimized.run(given).get(value)).toLongs();
            long[] plain = Objects.requireNonNull(values.get(value)).toLongs();
            for (int i = 0; i < plain.length; i++) {
                largest.merge(operators(nodes), Math.abs(kernel[i] - plain[i]), Math::max);
            }
        }
    }

    /** The nodes that a value is computed by from codes and graph inputs, producers first. */
    private void collect(String value, List<Node> nodes, Set<String> inputs) {
        Node producer = model.graph().uses().producer(value).orElseThrow();
        if (nodes.contains(producer)) {
            return;
        }
        Set<String> read = new LinkedHashSet<>(producer.inputs());
        read.addAll(producer.captures());
        for (String input : read) {
            if (codes.contains(input) || model.graph().uses().isInput(input)) {
                inputs.add(input);
            } else if (model.graph().uses().producer(input).isPresent()) {
                collect(input, nodes, inputs);
            }
        }
        nodes.add(producer);
    }

    private Model unit(String value, List<Node> nodes, Set<String> inputs) {
        Graph graph = model.graph();
        List<Value> given = inputs.stream().map(this::declared).toList();
        Graph alone = Graph.builder("unit")
                .inputs(given)
                .outputs(List.of(declared(value)))
                .nodes(nodes)
                .initializers(graph.initializers().values())
                .build();
        Uses uses = alone.uses();
        return model.withGraph(alone.toBuilder()
                .initializers(graph.initializers().values().stream()
                        .filter(constant -> uses.count(constant.name()) > 0)
                        .toList())
                .build());
    }

    private Value declared(String name) {
        Tensor tensor = Objects.requireNonNull(values.get(name));
        return Value.of(name, ValueType.tensor(tensor.type(), tensor.shape()));
    }

    private static String operators(List<Node> nodes) {
        return nodes.stream()
                .map(node -> node.operator().type())
                .filter(type -> !type.equals("QuantizeLinear"))
                .filter(type -> !type.equals("DequantizeLinear"))
                .distinct()
                .toList()
                .toString();
    }
}
