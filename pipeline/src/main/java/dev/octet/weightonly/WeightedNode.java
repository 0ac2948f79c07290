package dev.octet.weightonly;

import dev.octet.affine.block.Lines;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A node with a weight.
 *
 * @param node the node
 * @param slot where it reads the weight
 * @param weight the constant that the weight is made of
 * @param transposed whether a Transpose stands between the constant and the node
 */
record WeightedNode(Node node, int slot, Tensor weight, boolean transposed) {
    private static final List<Long> SWAPPED = List.of(1L, 0L);

    /** The weight in a slot: a constant, or the transpose of a constant matrix. */
    static Optional<WeightedNode> of(Scope scope, Node node, int slot) {
        Optional<WeightedNode> plain =
                scope.constantInput(node, slot).map(weight -> new WeightedNode(node, slot, weight, false));
        return plain.isPresent() ? plain : throughTranspose(scope, node, slot);
    }

    private static Optional<WeightedNode> throughTranspose(Scope scope, Node node, int slot) {
        return scope.producerOfInput(node, slot)
                .filter(producer -> producer.is("Transpose"))
                .flatMap(transpose -> scope.constantInput(transpose, 0)
                        .filter(weight -> weight.shape().rank() == 2)
                        .filter(weight ->
                                transpose.intsAttribute("perm").orElse(SWAPPED).equals(SWAPPED))
                        .map(weight -> new WeightedNode(node, slot, weight, true)));
    }

    /** The lines that the node sums over, given whether these are the columns of what it reads. */
    Lines lines(boolean columns) {
        return columns == transposed ? Lines.rows(weight) : Lines.columns(weight);
    }

    boolean isMatrix() {
        return weight.shape().rank() == 2 && weight.elementCount() > 0;
    }

    /** What holds for every weight that is quantized. */
    static List<Condition<WeightedNode>> conditions(WeightOnlySettings settings) {
        return List.of(
                new Condition<>(
                        "the node is not excluded",
                        found -> !settings.excludedNodes().contains(found.node().name())),
                new Condition<>("the weight is float", found -> found.weight().type() == ElementType.FLOAT));
    }
}
