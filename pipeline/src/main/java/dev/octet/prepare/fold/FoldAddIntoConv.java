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
 * Folds the addition of a constant to a convolution's result, or its subtraction, into the convolution's bias.
 *
 * <pre>{@code
 * Add(Conv(x, W, b), c)   ->   Conv(x, W, b + c)     c: scalar or [outChannels, 1, ...]
 * Sub(Conv(x, W, b), c)   ->   Conv(x, W, b - c)
 * }</pre>
 *
 * <p>b is [outChannels], zero where it is left out. The same for ConvTranspose.
 *
 * <p>Source: Conv-11, ConvTranspose-11; broadcasting of Add-7 and Sub-7.
 */
public final class FoldAddIntoConv implements Rule<ChannelwiseConstant> {
    private static final List<Condition<ChannelwiseConstant>> CONDITIONS =
            ChannelwiseConstant.conditions(FoldAddIntoConv::map);

    private static ChannelMap map(Node node, Reals constant) {
        return ChannelMap.shifting(node.is("Sub") ? constant.map((value, channel) -> -value) : constant);
    }

    @Override
    public Optional<ChannelwiseConstant> match(Scope scope, Node root) {
        return ChannelwiseConstant.match(scope, root, Set.of("Add"), Set.of("Sub"));
    }

    @Override
    public List<Condition<ChannelwiseConstant>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, ChannelwiseConstant match) {
        return match.fold(scope, FoldAddIntoConv::map);
    }
}
