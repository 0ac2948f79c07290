package dev.octet.weightonly;

import dev.octet.affine.block.Lines;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Quantizes the constant {@code B} of a Gemm, {@code [K, N]} or {@code [N, K]} if {@code transB}, in blocks along K.
 *
 * <pre>{@code
 * y = Gemm(a, B, c) {transB}   ->   y = Gemm(a, DequantizeLinear(codes, scales, zeroPoints) {axis=0, block_size}, c)
 *                              or   y = Add(com.microsoft.MatMulNBits(a, codes, scales, zeroPoints), c)
 * }</pre>
 *
 * <p>The codes are stored as {@code [K, N]} either way, since ONNX Runtime fuses only that. Source: Gemm-13,
 * DequantizeLinear-21, com.microsoft.MatMulNBits-1.
 */
final class QuantizeGemmWeight implements ProductRule {
    private final WeightOnlySettings settings;
    private final KnownWeights known;
    private final List<Condition<WeightedNode>> conditions;

    QuantizeGemmWeight(WeightOnlySettings settings, KnownWeights known) {
        this.settings = settings;
        this.known = known;
        List<Condition<WeightedNode>> all = new ArrayList<>(WeightedNode.conditions(settings));
        all.add(new Condition<>("the constant is a matrix", WeightedNode::isMatrix));
        all.add(new Condition<>(
                "the matrix has a block of rows", found -> lines(found).length() >= settings.blockSize()));
        all.add(new Condition<>("A is not transposed", found -> found.node().intAttribute("transA", 0) == 0));
        all.add(new Condition<>("alpha is 1", found -> found.node().floatAttribute("alpha", 1) == 1));
        all.add(new Condition<>(
                "beta is 1 or there is no C",
                found -> found.node().floatAttribute("beta", 1) == 1
                        || found.node().input(2).isEmpty()));
        conditions = List.copyOf(all);
    }

    private static Lines lines(WeightedNode found) {
        return found.lines(found.node().intAttribute("transB", 0) == 0);
    }

    @Override
    public Optional<WeightedNode> match(Scope scope, Node root) {
        return root.is("Gemm") ? WeightedNode.of(scope, root, 1) : Optional.empty();
    }

    @Override
    public List<Condition<WeightedNode>> conditions() {
        return conditions;
    }

    @Override
    public Edit rewrite(Scope scope, WeightedNode match) {
        ProductWriter writer = new ProductWriter(scope, settings, product(match), known);
        return match.node().input(2).map(writer::withBias).orElseGet(writer::withoutBias);
    }

    @Override
    public Product product(WeightedNode match) {
        return new Product(match.node().withoutAttribute("transB"), lines(match));
    }
}
