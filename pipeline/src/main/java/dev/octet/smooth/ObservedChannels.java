package dev.octet.smooth;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A model that gives, for each channel of some values, the smallest and largest element and the mean of the squares:
 * small outputs, however large the values are.
 */
final class ObservedChannels {
    /** The first opset in which reductions take their axes as an input. */
    private static final long AXES_AS_INPUT = 18;

    private static final List<String> REDUCTIONS = List.of("ReduceMin", "ReduceMax", "ReduceMean");

    private final Names names;
    private final boolean hasAxesAsInput;
    private final List<Node> nodes;
    private final List<Initializer> initializers;
    private final List<Value> outputs = new ArrayList<>();
    private final Map<String, List<String>> byValue = new LinkedHashMap<>();
    private final Model model;

    /** @param values values with channels on axis 1, by name, and their ranks */
    ObservedChannels(Model model, Map<String, Integer> values) {
        Graph graph = model.graph();
        this.names = Names.of(model);
        this.hasAxesAsInput = model.opset() >= AXES_AS_INPUT;
        this.nodes = new ArrayList<>(graph.nodes());
        this.initializers = new ArrayList<>(graph.initializers().values());
        values.forEach(this::add);
        this.model = model.withGraph(graph.toBuilder()
                .nodes(nodes)
                .initializers(initializers)
                .outputs(outputs)
                .build());
    }

    /** The model to run. */
    Model model() {
        return model;
    }

    /** Puts what a run gave to what was seen before. */
    void observe(Map<String, Tensor> results, Map<String, ChannelStatistics> statistics) {
        byValue.forEach((value, reduced) -> Objects.requireNonNull(statistics.get(value))
                .observe(
                        floats(results, reduced.get(0)),
                        floats(results, reduced.get(1)),
                        floats(results, reduced.get(2))));
    }

    private static float[] floats(Map<String, Tensor> results, String name) {
        return Objects.requireNonNull(results.get(name)).toFloats();
    }

    private void add(String value, int rank) {
        List<Long> axes = new ArrayList<>();
        for (long axis = 0; axis < rank; axis++) {
            if (axis != 1) {
                axes.add(axis);
            }
        }
        String squares = names.fresh(value + "_squares");
        nodes.add(Node.of(squares, "Mul", List.of(value, value), List.of(squares), Map.of()));
        List<String> reduced = new ArrayList<>();
        for (String reduction : REDUCTIONS) {
            reduced.add(reduce(reduction, reduction.equals("ReduceMean") ? squares : value, axes));
        }
        byValue.put(value, reduced);
    }

    private String reduce(String reduction, String value, List<Long> axes) {
        String result = names.fresh(value + "_" + reduction);
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        attributes.put("keepdims", new Attribute.IntValue(0));
        List<String> inputs = new ArrayList<>(List.of(value));
        if (hasAxesAsInput) {
            String name = names.fresh(result + "_axes");
            initializers.add(Initializer.of(
                    name, Tensor.vector(axes.stream().mapToLong(Long::longValue).toArray())));
            inputs.add(name);
        } else {
            attributes.put("axes", new Attribute.Ints(axes));
        }
        nodes.add(Node.of(result, reduction, inputs, List.of(result), attributes));
        outputs.add(Value.of(result, ValueType.UNDECLARED));
        return result;
    }
}
