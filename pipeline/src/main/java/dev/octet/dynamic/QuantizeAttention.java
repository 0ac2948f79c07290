package dev.octet.dynamic;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Quantizes the joint weight {@code [in, 3*hidden]} of ONNX Runtime's Attention, one scale a column.
 *
 * <pre>{@code
 * com.microsoft.Attention(x, W, b, mask, past)   ->   xq, s, z = DynamicQuantizeLinear(x)
 *                                                     com.microsoft.QAttention(xq, Wq, b, s, sW, mask, z, zW, past)
 * }</pre>
 */
final class QuantizeAttention implements Rule<WeightedNode> {
    private static final Operator ATTENTION = new Operator(Operator.MICROSOFT, "Attention");
    private static final Operator QUANTIZED = new Operator(Operator.MICROSOFT, "QAttention");
    private static final Set<String> ATTRIBUTES =
            Set.of("num_heads", "unidirectional", "mask_filter_value", "do_rotary", "scale");
    private static final int MASK = 3;
    private static final int PAST = 4;

    private final DynamicSettings settings;
    private final List<Condition<WeightedNode>> conditions;

    QuantizeAttention(DynamicSettings settings) {
        this.settings = settings;
        this.conditions = WeightedNode.conditions(
                settings,
                List.of(
                        new Condition<>("the weight is a matrix", WeightedNode::isMatrix),
                        new Condition<>(
                                "there is a bias",
                                found -> found.node().input(2).isPresent()),
                        new Condition<>(
                                "nothing is added to the scores",
                                found -> found.node().inputs().stream()
                                        .skip(PAST + 1L)
                                        .allMatch(String::isEmpty)),
                        new Condition<>(
                                "QAttention has all its attributes",
                                found -> ATTRIBUTES.containsAll(
                                        found.node().attributes().keySet()))));
    }

    @Override
    public Optional<WeightedNode> match(Scope scope, Node root) {
        return root.operator().equals(ATTENTION) ? WeightedNode.of(scope, root, 1) : Optional.empty();
    }

    @Override
    public List<Condition<WeightedNode>> conditions() {
        return conditions;
    }

    @Override
    public Edit rewrite(Scope scope, WeightedNode match) {
        Node node = match.node();
        DynamicWriter writer = new DynamicWriter(scope, node);
        List<String> weight = writer.weight(node.inputs().get(1), match.weight(), 1, settings.weight());
        List<String> value = writer.quantized(node.inputs().get(0));
        List<String> inputs = new ArrayList<>(
                List.of(value.get(0), weight.get(0), node.inputs().get(2), value.get(1), weight.get(1)));
        inputs.add(node.input(MASK).orElse(""));
        inputs.addAll(List.of(value.get(2), weight.get(2)));
        node.input(PAST).ifPresent(inputs::add);
        return writer.last(QUANTIZED, inputs, node.attributes());
    }
}
