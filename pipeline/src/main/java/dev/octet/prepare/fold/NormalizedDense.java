package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A Gemm or MatMul and the batch normalization of its result.
 *
 * @param dense feeds {@code norm}
 */
record NormalizedDense(Dense dense, BatchNormalization norm) {
    /** The match at a batch normalization whose input the given operator computes. */
    static Optional<NormalizedDense> match(Scope scope, Node root, String operator) {
        return BatchNormalization.of(scope, root)
                .flatMap(norm ->
                        Dense.producing(scope, root, 0, operator).map(dense -> new NormalizedDense(dense, norm)));
    }

    /** When folding is right. */
    static List<Condition<NormalizedDense>> conditions() {
        List<Condition<NormalizedDense>> conditions =
                new ArrayList<>(BatchNormalization.conditions(NormalizedDense::norm));
        conditions.addAll(Dense.conditions(NormalizedDense::dense));
        conditions.add(new Condition<>(
                "BatchNormalization has as many channels as the product has columns",
                match -> match.norm().channels() == match.dense().outFeatures()));
        conditions.add(new Condition<>(
                "the folded weight and bias fit their type",
                match -> match.folded().fit()));
        return List.copyOf(conditions);
    }

    private Parameters folded() {
        return dense.followedBy(norm.map());
    }

    /** Puts a Gemm with the folded weight and bias in place of both. */
    Edit fold(Scope scope) {
        return folded().into(scope, dense.asPlainGemm(), norm.node().output(), dense.node(), norm.node());
    }
}
