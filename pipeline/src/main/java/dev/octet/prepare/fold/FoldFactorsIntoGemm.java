package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Folds the factors of a {@code Gemm} into its constants, and gives its bias one element for each column.
 *
 * <pre>{@code
 * Gemm(A, B, C) {alpha, beta}   ->   Gemm(A, alpha * B, beta * C')
 *
 * B   [inFeatures, outFeatures] or, with transB, transposed
 * C   scalar, [1], [outFeatures], [1, 1] or [1, outFeatures];  C'  [outFeatures]
 * }</pre>
 *
 * <p>A quantized Gemm needs this: its bias has the scale of the product, which neither factor may change, in each
 * column.
 *
 * <p>Source: ONNX operator Gemm-13.
 */
public final class FoldFactorsIntoGemm implements Rule<FoldFactorsIntoGemm.Match> {
    /** {@code dense} is a Gemm with a factor that is not one, or a bias that is one row of another shape. */
    record Match(Dense dense) {
        private Parameters folded() {
            return dense.followedBy(ChannelMap.identity(dense.outFeatures()));
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            Dense.hasConstants(Match::dense),
            new Condition<>(
                    "the folded weight and bias fit their type",
                    match -> match.folded().fit()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return Optional.of(new Dense(scope, root))
                .filter(dense -> root.is("Gemm") && (dense.hasFactors() || dense.hasRowOfOtherShape()))
                .map(Match::new);
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node gemm = match.dense().node();
        return match.folded().into(scope, match.dense().asPlainGemm(), gemm.output(), gemm);
    }
}
