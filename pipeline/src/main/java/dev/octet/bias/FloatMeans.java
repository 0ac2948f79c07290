package dev.octet.bias;

import dev.octet.graph.Graph;
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

/** A float model that gives the mean of each channel of some results. */
final class FloatMeans {
    private final Map<String, String> outputs = new LinkedHashMap<>();
    private final Model model;

    /** @param nodes those whose results are looked at; they have channels on axis 1 */
    FloatMeans(Model prepared, List<Node> nodes) {
        Graph graph = prepared.graph();
        Names names = Names.of(prepared);
        List<Node> all = new ArrayList<>(graph.nodes());
        for (Node node : nodes) {
            String value = node.output();
            if (node.is("Gemm")) {
                outputs.put(value, value);
            } else {
                // Small, however large the value is.
                String mean = names.fresh(value + "_mean");
                all.add(Node.of(mean, "GlobalAveragePool", List.of(value), List.of(mean), Map.of()));
                outputs.put(value, mean);
            }
        }
        model = prepared.withGraph(graph.toBuilder()
                .nodes(all)
                .outputs(outputs.values().stream()
                        .map(name -> Value.of(name, ValueType.UNDECLARED))
                        .toList())
                .build());
    }

    /** Whether there is nothing to look at. */
    boolean isEmpty() {
        return outputs.isEmpty();
    }

    /** The model to run. */
    Model model() {
        return model;
    }

    /** The means by the result's name. */
    Map<String, double[]> of(Map<String, Tensor> outputsOfRun) {
        Map<String, double[]> means = new LinkedHashMap<>();
        outputs.forEach(
                (value, output) -> means.put(value, ChannelMean.of(Objects.requireNonNull(outputsOfRun.get(output)))));
        return means;
    }
}
