package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A convolution and the batch normalization of its result.
 *
 * @param conv feeds {@code norm}
 */
record NormalizedConvolution(Convolution conv, BatchNormalization norm) {
    /** The match at a batch normalization whose input a convolution of the given operator computes. */
    static Optional<NormalizedConvolution> match(Scope scope, Node root, String operator) {
        return BatchNormalization.of(scope, root)
                .flatMap(norm -> Convolution.producing(scope, root, 0)
                        .filter(conv -> conv.node().is(operator))
                        .map(conv -> new NormalizedConvolution(conv, norm)));
    }

    /** When folding is right. */
    static List<Condition<NormalizedConvolution>> conditions() {
        List<Condition<NormalizedConvolution>> conditions =
                new ArrayList<>(BatchNormalization.conditions(NormalizedConvolution::norm));
        conditions.addAll(Convolution.conditions(NormalizedConvolution::conv));
        conditions.add(new Condition<>(
                "BatchNormalization has the convolution's output channels",
                match -> match.norm().channels() == match.conv().outChannels()));
        conditions.add(new Condition<>(
                "the folded weight and bias fit their type",
                match -> match.folded().fit()));
        return List.copyOf(conditions);
    }

    private Parameters folded() {
        return conv.followedBy(norm.map());
    }

    /** Puts a convolution with the folded weight and bias in place of both. */
    Edit fold(Scope scope) {
        return folded().into(scope, conv.node(), norm.node().output(), conv.node(), norm.node());
    }
}
