package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Folds an inference-mode {@code BatchNormalization} into the {@code Gemm} that feeds it.
 *
 * <pre>{@code
 * BatchNormalization(Gemm(A, B, C) {alpha, beta}, gamma, offset, mean, variance)   ->   Gemm(A, B', C')
 *
 * k  = gamma / sqrt(variance + epsilon)        [outFeatures]
 * B' = alpha * B * k                           [inFeatures, outFeatures], with transB [outFeatures, inFeatures]
 * C' = (beta * C - mean) * k + offset          [outFeatures]
 * }</pre>
 *
 * <p>Source: ONNX operators Gemm-13 and BatchNormalization-15, whose channels are axis 1 of a matrix: its columns.
 */
public final class FoldBatchNormIntoGemm implements Rule<NormalizedDense> {
    private static final List<Condition<NormalizedDense>> CONDITIONS = NormalizedDense.conditions();

    @Override
    public Optional<NormalizedDense> match(Scope scope, Node root) {
        return NormalizedDense.match(scope, root, "Gemm");
    }

    @Override
    public List<Condition<NormalizedDense>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, NormalizedDense match) {
        return match.fold(scope);
    }
}
