package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds an inference-mode {@code BatchNormalization} and the {@code MatMul} of two matrices that feeds it into a
 * {@code Gemm}.
 *
 * <pre>{@code
 * BatchNormalization(MatMul(A, B), gamma, beta, mean, variance)   ->   Gemm(A, B', C)
 *
 * k  = gamma / sqrt(variance + epsilon)   [outFeatures]
 * B' = B * k                              [inFeatures, outFeatures]
 * C  = beta - mean * k                    [outFeatures]
 * }</pre>
 *
 * <p>The product of a tensor of higher rank has its channels on axis 1, which is not that of the columns of B.
 *
 * <p>Source: ONNX operators MatMul-13, Gemm-13 and BatchNormalization-15.
 */
public final class FoldBatchNormIntoMatMul implements Rule<NormalizedDense> {
    private static final List<Condition<NormalizedDense>> CONDITIONS = allConditions();

    private static List<Condition<NormalizedDense>> allConditions() {
        List<Condition<NormalizedDense>> conditions = new ArrayList<>();
        conditions.add(new Condition<>(
                "MatMul multiplies two matrices", match -> match.dense().multipliesMatrices()));
        conditions.addAll(NormalizedDense.conditions());
        return List.copyOf(conditions);
    }

    @Override
    public Optional<NormalizedDense> match(Scope scope, Node root) {
        return NormalizedDense.match(scope, root, "MatMul");
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
