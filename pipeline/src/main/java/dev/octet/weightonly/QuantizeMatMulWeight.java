package dev.octet.weightonly;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Quantizes the constant factor of a matrix product, {@code B[K, N]}, in blocks along K.
 *
 * <pre>{@code
 * y = MatMul(x, B)   ->   y = MatMul(x, DequantizeLinear(codes, scales, zeroPoints) {axis=0, block_size})
 *                    or   y = com.microsoft.MatMulNBits(x, codes, scales, zeroPoints) {K, N, bits, block_size}
 * }</pre>
 *
 * <p>B may also be the transpose of a constant, as where an embedding table is the output layer too.
 *
 * <p>Source: MatMul-1, DequantizeLinear-21, com.microsoft.MatMulNBits-1.
 */
final class QuantizeMatMulWeight implements ProductRule {
    private final WeightOnlySettings settings;
    private final KnownWeights known;
    private final List<Condition<WeightedNode>> conditions;

    QuantizeMatMulWeight(WeightOnlySettings settings, KnownWeights known) {
        this.settings = settings;
        this.known = known;
        List<Condition<WeightedNode>> all = new ArrayList<>(WeightedNode.conditions(settings));
        all.add(new Condition<>("the constant is the second factor", found -> found.slot() == 1));
        all.add(new Condition<>("the constant is a matrix", WeightedNode::isMatrix));
        all.add(new Condition<>(
                "the matrix has a block of rows", found -> found.lines(true).length() >= settings.blockSize()));
        conditions = List.copyOf(all);
    }

    @Override
    public Optional<WeightedNode> match(Scope scope, Node root) {
        if (!root.is("MatMul")) {
            return Optional.empty();
        }
        Optional<WeightedNode> second = WeightedNode.of(scope, root, 1);
        return second.isPresent() ? second : WeightedNode.of(scope, root, 0);
    }

    @Override
    public List<Condition<WeightedNode>> conditions() {
        return conditions;
    }

    @Override
    public Edit rewrite(Scope scope, WeightedNode match) {
        return new ProductWriter(scope, settings, product(match), known).withoutBias();
    }

    @Override
    public Product product(WeightedNode match) {
        return new Product(match.node(), match.lines(true));
    }
}
