package dev.octet.runtime;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gives the optimized form of a model, which ONNX Runtime wrote, the inputs of the model itself: a session gives inputs
 * of some types wider ones under other names, and the optimized graph has those.
 *
 * <pre>{@code
 * x/wide: int32[N]; x = Cast(x/wide)         ->   x: uint16[N]
 * x/wide: int32[N]; y = Cast(x/wide), fused  ->   x: uint16[N]; x/wide = Cast(x); y = Cast(x/wide)
 * }</pre>
 */
final class NarrowedInputs {
    private NarrowedInputs() {}

    /**
     * The optimized model with the inputs of the original.
     *
     * @param optimized what a session of {@code original} wrote, see {@link SessionSettings#withOptimizedModel}
     */
    static Model of(Model optimized, Model original) {
        Map<String, Value> originals = WidenedInputs.of(original).originals();
        if (originals.isEmpty()) {
            return optimized;
        }
        Graph graph = optimized.graph();
        List<Value> inputs = new ArrayList<>();
        List<Node> nodes = new ArrayList<>(graph.nodes());
        for (Value input : graph.inputs()) {
            Value narrow = originals.getOrDefault(input.name(), input);
            inputs.add(narrow);
            if (!narrow.equals(input)) {
                nodes.removeIf(node -> node.is("Cast")
                        && node.inputs().equals(List.of(input.name()))
                        && node.outputs().equals(List.of(narrow.name())));
                if (nodes.stream().anyMatch(node -> reads(node, input.name()))) {
                    nodes.add(0, widening(narrow, input));
                }
            }
        }
        return optimized.withGraph(graph.toBuilder().inputs(inputs).nodes(nodes).build());
    }

    private static boolean reads(Node node, String name) {
        return node.inputs().contains(name) || node.captures().contains(name);
    }

    private static Node widening(Value narrow, Value wide) {
        long type = ((TensorType) wide.type()).element().code();
        return new Node(
                "",
                new Operator(Operator.ONNX, "Cast"),
                List.of(narrow.name()),
                List.of(wide.name()),
                Map.of("to", Attribute.of(type)),
                Origin.NONE);
    }
}
