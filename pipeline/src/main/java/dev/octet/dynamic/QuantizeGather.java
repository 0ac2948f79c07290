package dev.octet.dynamic;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Quantizes a table of embeddings {@code [rows, width]}, one scale a row, since rows differ much in size.
 *
 * <pre>{@code
 * y = Gather(W, i)   ->   f = Cast(Gather(codes, i)) {to=float};  y = Mul(f, Gather(scales, i))
 * codes: int8[rows, width], scales: float[rows, 1]
 * }</pre>
 *
 * <p>Source: Gather-13.
 */
final class QuantizeGather implements Rule<WeightedNode> {
    /** Below, a scale a row takes a good part of what the codes save. */
    private static final long SHORTEST_ROW = 16;

    private final DynamicSettings settings;
    private final List<Condition<WeightedNode>> conditions;

    QuantizeGather(DynamicSettings settings) {
        this.settings = settings;
        this.conditions = WeightedNode.conditions(
                settings,
                List.of(
                        new Condition<>("the table is a matrix", WeightedNode::isMatrix),
                        new Condition<>("whole rows are picked", QuantizeGather::picksRows),
                        new Condition<>(
                                "a row has 16 elements or more",
                                found -> found.weight().shape().dimension(1) >= SHORTEST_ROW)));
    }

    private static boolean picksRows(WeightedNode found) {
        long axis = found.node().intAttribute("axis", 0);
        return axis == 0 || axis == -found.weight().shape().rank();
    }

    @Override
    public Optional<WeightedNode> match(Scope scope, Node root) {
        return root.is("Gather") ? WeightedNode.of(scope, root, 0) : Optional.empty();
    }

    @Override
    public List<Condition<WeightedNode>> conditions() {
        return conditions;
    }

    @Override
    public Edit rewrite(Scope scope, WeightedNode match) {
        Node node = match.node();
        String table = node.inputs().get(0);
        String rows = node.inputs().get(1);
        DynamicWriter writer = new DynamicWriter(scope, node);
        EmbeddingTable quantized = EmbeddingTable.of(table, match.weight(), settings.weight());
        String codes = writer.store(table + "_quantized", quantized.codes());
        String scales = writer.store(table + "_scale", columnOf(quantized.scales()));
        String picked = writer.toFloat(writer.node("Gather", List.of(codes, rows), node.attributes()));
        return writer.last("Mul", picked, writer.node("Gather", List.of(scales, rows), node.attributes()));
    }

    private static Tensor columnOf(Tensor vector) {
        return new Tensor(ElementType.FLOAT, Shape.of(vector.elementCount(), 1), vector.data());
    }
}
