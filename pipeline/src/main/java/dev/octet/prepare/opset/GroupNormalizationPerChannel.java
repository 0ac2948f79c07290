package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Repeats the scale and bias of a GroupNormalization, one a group, to one a channel.
 *
 * <pre>{@code
 * GroupNormalization(x, scale [G], bias [G])   ->   GroupNormalization(x, scale' [C], bias' [C])
 *
 * scale' = Reshape(Expand(Unsqueeze(scale, 1), [G, C / G]), -1)       and C from the shape of x
 * }</pre>
 *
 * <p>Source: GroupNormalization 18 and 21.
 */
final class GroupNormalizationPerChannel implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Steps steps = new Steps(node, surroundings);
        String groups = surroundings.constant(node, "groups", Tensor.vector(node.intAttribute("num_groups", 0)));
        String second = surroundings.constant(node, "second", Tensor.vector(1L));
        String whole = surroundings.constant(node, "whole", Tensor.vector(-1L));
        String channels = steps.add(
                "channels",
                "Shape",
                List.of(node.inputs().get(0)),
                Map.of("start", Attribute.of(1L), "end", Attribute.of(2L)));
        String repeats = steps.add("repeats", "Div", List.of(channels, groups), Map.of());
        String shape = steps.add("shape", "Concat", List.of(groups, repeats), Map.of("axis", Attribute.of(0L)));
        Node normalization = node;
        for (int slot = 1; slot <= 2; slot++) {
            String part = slot == 1 ? "scale" : "bias";
            String column = steps.add(
                    part + "_column", "Unsqueeze", List.of(node.inputs().get(slot), second), Map.of());
            String repeated = steps.add(part + "_repeated", "Expand", List.of(column, shape), Map.of());
            normalization =
                    normalization.withInput(slot, steps.add(part, "Reshape", List.of(repeated, whole), Map.of()));
        }
        steps.nodes.add(normalization);
        return Adaptation.to(steps.nodes.toArray(new Node[0]));
    }

    /** Nodes that are added one after the other. */
    private record Steps(Node node, Surroundings surroundings, List<Node> nodes) {
        Steps(Node node, Surroundings surroundings) {
            this(node, surroundings, new ArrayList<>());
        }

        String add(String part, String type, List<String> inputs, Map<String, Attribute> attributes) {
            String result = surroundings.fresh(node, part);
            nodes.add(Node.of(result, type, inputs, List.of(result), attributes));
            return result;
        }
    }
}
