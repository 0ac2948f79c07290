package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
        NodeSequence nodes = new NodeSequence(node, surroundings);
        String groups = surroundings.constant(node, "groups", Tensor.vector(node.intAttribute("num_groups", 0)));
        String second = surroundings.constant(node, "second", Tensor.vector(1L));
        String whole = surroundings.constant(node, "whole", Tensor.vector(-1L));
        Map<String, Attribute> secondOnly = new TreeMap<>(Map.of("start", Attribute.of(1L), "end", Attribute.of(2L)));
        String channels = nodes.add("channels", "Shape", List.of(node.inputs().get(0)), secondOnly);
        String repeats = nodes.add("repeats", "Div", List.of(channels, groups), Map.of());
        String shape = nodes.add("shape", "Concat", List.of(groups, repeats), Map.of("axis", Attribute.of(0L)));
        Node normalization = node;
        for (int slot = 1; slot <= 2; slot++) {
            String part = slot == 1 ? "scale" : "bias";
            String given = node.inputs().get(slot);
            String column = nodes.add(part + "_column", "Unsqueeze", List.of(given, second), Map.of());
            String repeated = nodes.add(part + "_repeated", "Expand", List.of(column, shape), Map.of());
            String perChannel = nodes.add(part, "Reshape", List.of(repeated, whole), Map.of());
            normalization = normalization.withInput(slot, perChannel);
        }
        nodes.add(normalization);
        return nodes.adaptation();
    }
}
