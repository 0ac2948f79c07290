package dev.octet.dynamic;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Quantizes a product with a constant matrix {@code [in, out]}, one scale a column; see {@link IntegerProduct}.
 *
 * <p>Source: MatMul-13, DynamicQuantizeLinear-11, MatMulInteger-10.
 */
final class QuantizeMatMul implements ProductRule {
    private final DynamicSettings settings;
    private final WeightNoise noise;

    QuantizeMatMul(DynamicSettings settings, WeightNoise noise) {
        this.settings = settings;
        this.noise = noise;
    }

    @Override
    public Optional<WeightedNode> match(Scope scope, Node root) {
        return root.is("MatMul") ? WeightedNode.of(scope, root, 1) : Optional.empty();
    }

    @Override
    public List<Condition<WeightedNode>> conditions() {
        return noise.last(form());
    }

    @Override
    public List<Condition<WeightedNode>> form() {
        return WeightedNode.conditions(
                settings,
                List.of(
                        new Condition<>("the second factor is a constant matrix", WeightedNode::isMatrix),
                        IntegerProduct.isLong()));
    }

    @Override
    public Edit rewrite(Scope scope, WeightedNode match) {
        return IntegerProduct.replacing(scope, match.node(), match.weight(), Optional.empty(), settings.weight());
    }
}
