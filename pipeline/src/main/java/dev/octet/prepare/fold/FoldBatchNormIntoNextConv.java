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
 * Folds an inference-mode {@code BatchNormalization} into the {@code Conv} that it feeds.
 *
 * <pre>{@code
 * Conv(BatchNormalization(x, gamma, beta, mean, variance), W, b)   ->   Conv(x, W', b')
 *
 * k  = gamma / sqrt(variance + epsilon)       [inChannels]
 * s  = beta - mean * k                        [inChannels]
 * W' = W * k                                  [outChannels, inChannels/group, ...kernel], k along the input channels
 * b' = b + sum of W * s over all but axis 0   [outChannels]
 * }</pre>
 *
 * <p>A padded zero would have to become the value that the normalization maps to zero, so the Conv may pad only where
 * nothing is shifted.
 *
 * <p>Source: linearity of Conv-11; BatchNormalization-15.
 */
public final class FoldBatchNormIntoNextConv implements Rule<FoldBatchNormIntoNextConv.Match> {
    /** {@code norm} feeds {@code conv}. */
    record Match(BatchNormalization norm, Convolution conv) {
        private Parameters folded() {
            return conv.precededBy(norm.map());
        }

        private boolean isUsedByConvAlone() {
            return norm.scope().usedOnce(norm.node().output());
        }

        private boolean padsNothing() {
            Node node = conv.node();
            String automatic = node.stringAttribute("auto_pad", "NOTSET");
            return switch (automatic) {
                case "VALID" -> true;
                case "NOTSET" ->
                    node.intsAttribute("pads").orElse(List.of()).stream().allMatch(pad -> pad == 0);
                default -> false;
            };
        }
    }

    private static final List<Condition<Match>> CONDITIONS = allConditions();

    private static List<Condition<Match>> allConditions() {
        List<Condition<Match>> conditions = new ArrayList<>(BatchNormalization.conditions(Match::norm));
        conditions.add(new Condition<>("BatchNormalization result has no other use", Match::isUsedByConvAlone));
        conditions.add(Convolution.hasConstants(Match::conv));
        conditions.add(new Condition<>(
                "BatchNormalization has the convolution's input channels",
                match -> match.norm().channels() == match.conv().inChannels()));
        conditions.add(new Condition<>(
                "the convolution pads nothing, or nothing is shifted",
                match -> match.padsNothing() || match.norm().map().keepsZero()));
        conditions.add(new Condition<>(
                "the folded weight and bias fit their type",
                match -> match.folded().fit()));
        return List.copyOf(conditions);
    }

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("Conv")
                ? scope.producerOfInput(root, 0)
                        .flatMap(producer -> BatchNormalization.of(scope, producer))
                        .map(norm -> new Match(norm, new Convolution(scope, root)))
                : Optional.empty();
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node norm = match.norm().node();
        Node conv = match.conv().node();
        return match.folded().into(scope, conv.withInput(0, norm.inputs().get(0)), conv.output(), norm, conv);
    }
}
