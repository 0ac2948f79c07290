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
    private final Map<String, Tensor> given;
    private final Map<String, Tensor> values;
    private final Set<String> codes = new LinkedHashSet<>();

    private QuantizedUnits(Model model, Map<String, Tensor> inputs) {
        this.model = model;
        this.given = inputs;
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
     * How a unit's codes with optimizations differ from those without, given the same codes.
     *
     * @param operators the operators in the unit
     * @param elements number of codes
     * @param different how many of them differ
     * @param largest by how much at most
     * @param effect how far the model's outputs move, in 255ths of their range, if without optimizations this unit
     *     alone gives the codes that it gives with them
     */
    record Difference(String operators, long elements, long different, long largest, double effect) {}

    static QuantizedUnits of(Model model, Map<String, Tensor> inputs) {
        return new QuantizedUnits(model, inputs);
    }

    /** The units that differ at all, with all units' number of elements under the empty name. */
    Map<String, Difference> differences() {
        Map<String, Difference> found = new LinkedHashMap<>();
        long elements = 0;
        for (String value : codes) {
            Difference difference = compare(value);
            elements += difference.elements();
            if (difference.different() > 0) {
                found.put(value, difference);
            }
        }
        found.put("", new Difference("all", elements, 0, 0, 0));
        return found;
    }

    /** How far the outputs with optimizations and without are apart, in 255ths of their range. */
    double outputSteps() {
        try (Session optimized = Session.open(model, OPTIMIZED)) {
            return steps(optimized.run(given));
        }
    }

    private double steps(Map<String, Tensor> outputs) {
        double largest = 0;
        for (Value output : model.graph().outputs()) {
            float[] changed = Objects.requireNonNull(outputs.get(output.name())).toFloats();
            float[] plain = Objects.requireNonNull(values.get(output.name())).toFloats();
            double difference = 0;
            double range = 0;
            for (int i = 0; i < plain.length; i++) {
                difference = Math.max(difference, Math.abs((double) changed[i] - plain[i]));
                range = Math.max(range, 2 * Math.abs((double) plain[i]));
            }
            largest = Math.max(largest, difference == 0 ? 0 : difference * 255 / range);
        }
        return largest;
    }

    /** The outputs without optimizations if one value is something else. */
    private double effect(String value, Tensor instead) {
        Graph graph = model.graph();
        List<Value> inputs = new ArrayList<>(graph.inputs());
        inputs.add(declared(value));
        List<Node> others = graph.nodes().stream()
                .filter(node -> !node.outputs().contains(value))
                .toList();
        Map<String, Tensor> all = new LinkedHashMap<>(given);
        all.put(value, instead);
        try (Session plain = Session.open(
                model.withGraph(graph.toBuilder().inputs(inputs).nodes(others).build()), PLAIN)) {
            return steps(plain.run(all));
        }
    }

    private static Model exposing(Model model, Set<String> values) {
        List<Value> outputs = new ArrayList<>(model.graph().outputs());
        values.stream()
                .filter(value -> !model.graph().uses().isOutput(value))
                .forEach(value -> outputs.add(Value.of(value, ValueType.UNDECLARED)));
        return model.withGraph(model.graph().toBuilder().outputs(outputs).build());
    }

    private Difference compare(String value) {
        List<Node> nodes = new ArrayList<>();
        Set<String> inputs = new LinkedHashSet<>();
        collect(value, nodes, inputs);
        Map<String, Tensor> read = new LinkedHashMap<>();
        inputs.forEach(input -> read.put(input, Objects.requireNonNull(values.get(input))));
        Tensor kernel;
        try (Session optimized = Session.open(unit(value, nodes, inputs), OPTIMIZED)) {
            kernel = Objects.requireNonNull(optimized.run(read).get(value));
        }
        long[] with = kernel.toLongs();
        long[] without = Objects.requireNonNull(values.get(value)).toLongs();
        long different = 0;
        long largest = 0;
        for (int i = 0; i < without.length; i++) {
            different += with[i] == without[i] ? 0 : 1;
            largest = Math.max(largest, Math.abs(with[i] - without[i]));
        }
        return new Difference(
                operators(nodes), with.length, different, largest, different == 0 ? 0 : effect(value, kernel));
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
