package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Folds the multiplication of a convolution's result with a constant, or the division by one, into the convolution.
 *
 * <pre>{@code
 * Mul(Conv(x, W, b), c)   ->   Conv(x, W * c, b * c)     c: scalar or [outChannels, 1, ...]
 * Div(Conv(x, W, b), c)   ->   Conv(x, W / c, b / c)
 * }</pre>
 *
 * <p>W is [outChannels, inChannels/group, ...kernel], b is [outChannels]. The same for ConvTranspose, whose W is
 * [inChannels, outChannels/group, ...kernel].
 *
 * <p>Source: linearity of Conv-11 and ConvTranspose-11; broadcasting of Mul-7 and Div-7.
 */
public final class FoldMulIntoConv implements Rule<ChannelwiseConstant> {
    private static final List<Condition<ChannelwiseConstant>> CONDITIONS =
            ChannelwiseConstant.conditions(FoldMulIntoConv::map);

    private static ChannelMap map(Node node, Reals constant) {
        return ChannelMap.scaling(node.is("Div") ? constant.map((value, channel) -> 1 / value) : constant);
    }

    @Override
    public Optional<ChannelwiseConstant> match(Scope scope, Node root) {
        return ChannelwiseConstant.match(scope, root, Set.of("Mul"), Set.of("Div"));
    }

    @Override
    public List<Condition<ChannelwiseConstant>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, ChannelwiseConstant match) {
        return match.fold(scope, FoldMulIntoConv::map);
    }
}
