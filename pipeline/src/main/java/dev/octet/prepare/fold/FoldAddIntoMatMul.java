package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Folds the addition of a constant row to a {@code MatMul} of two matrices into a {@code Gemm}.
 *
 * <pre>{@code
 * Add(MatMul(A, B), c)   ->   Gemm(A, B, c')
 *
 * B  constant [inFeatures, outFeatures], kept
 * c  scalar, [outFeatures] or [1, outFeatures]; c' [outFeatures]
 * }</pre>
 *
 * <p>A Gemm adds its bias before it quantizes its result; a MatMul and an Add quantize twice.
 *
 * <p>Source: ONNX operators MatMul-13, Add-7 and Gemm-13.
 */
public final class FoldAddIntoMatMul implements Rule<FoldAddIntoMatMul.Match> {
    /** {@code dense} is a MatMul that computes the other input of {@code add}. */
    record Match(Dense dense, Node add, Tensor constant) {
        private Optional<Reals> row() {
            return dense.asRow(constant);
        }

        private Parameters folded() {
            return dense.followedBy(ChannelMap.shifting(row().orElseThrow()));
        }
    }

    private static final List<Condition<Match>> CONDITIONS = allConditions();

    private static List<Condition<Match>> allConditions() {
        List<Condition<Match>> conditions = new ArrayList<>();
        conditions.add(new Condition<>(
                "MatMul multiplies two matrices", match -> match.dense().multipliesMatrices()));
        conditions.addAll(Dense.conditions(Match::dense));
        conditions.add(new Condition<>(
                "the constant is one row of the product", match -> match.row().isPresent()));
        return List.copyOf(conditions);
    }

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("Add") ? at(scope, root, 0).or(() -> at(scope, root, 1)) : Optional.empty();
    }

    private static Optional<Match> at(Scope scope, Node root, int slot) {
        return scope.constantInput(root, 1 - slot)
                .flatMap(constant ->
                        Dense.producing(scope, root, slot, "MatMul").map(dense -> new Match(dense, root, constant)));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node add = match.add();
        return match.folded()
                .into(
                        scope,
                        match.dense().asPlainGemm(),
                        add.output(),
                        match.dense().node(),
                        add);
    }
}
