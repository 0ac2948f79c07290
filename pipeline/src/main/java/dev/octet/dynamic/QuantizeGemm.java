package dev.octet.dynamic;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Quantizes a Gemm with a constant matrix, {@code [in, out]} or with transB {@code [out, in]}, one scale an output; see
 * {@link IntegerProduct}. C becomes the addend of an Add.
 *
 * <p>Source: Gemm-13, {@code y = alpha * A' * B' + beta * C}.
 */
final class QuantizeGemm implements ProductRule {
    private final DynamicSettings settings;
    private final WeightNoise noise;

    QuantizeGemm(DynamicSettings settings, WeightNoise noise) {
        this.settings = settings;
        this.noise = noise;
    }

    @Override
    public Optional<WeightedNode> match(Scope scope, Node root) {
        return root.is("Gemm") ? WeightedNode.of(scope, root, 1) : Optional.empty();
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
                        IntegerProduct.isLong(),
                        new Condition<>(
                                "A is not transposed", found -> found.node().intAttribute("transA", 0) == 0),
                        new Condition<>("alpha is 1", found -> found.node().floatAttribute("alpha", 1) == 1),
                        new Condition<>(
                                "beta is 1 or there is no C",
                                found -> found.node().floatAttribute("beta", 1) == 1
                                        || found.node().input(2).isEmpty())));
    }

    @Override
    public Edit rewrite(Scope scope, WeightedNode match) {
        Node node = match.node();
        Tensor matrix = node.intAttribute("transB", 0) == 0 ? match.weight() : transposed(match.weight());
        return IntegerProduct.replacing(scope, node, matrix, node.input(2), settings.weight());
    }

    private static Tensor transposed(Tensor matrix) {
        int rows = Math.toIntExact(matrix.shape().dimension(0));
        int columns = Math.toIntExact(matrix.shape().dimension(1));
        float[] from = matrix.toFloats();
        float[] to = new float[from.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[column * rows + row] = from[row * columns + column];
            }
        }
        return Tensor.ofFloats(Shape.of(columns, rows), to);
    }
}
