package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;

/**
 * A convolution whose result meets a constant in an element-wise operator of two inputs.
 *
 * @param conv computes the other input of {@code node}
 * @param node the element-wise operator
 * @param constant what the result meets
 */
record ChannelwiseConstant(Convolution conv, Node node, Tensor constant) {
    /**
     * The match at an operator of one of the given types.
     *
     * @param commutative types whose constant may stand on either side
     * @param others types whose constant stands on the right
     */
    static Optional<ChannelwiseConstant> match(Scope scope, Node root, Set<String> commutative, Set<String> others) {
        boolean either = commutative.stream().anyMatch(root::is);
        if (!either && others.stream().noneMatch(root::is)) {
            return Optional.empty();
        }
        Optional<ChannelwiseConstant> first = at(scope, root, 0);
        return either ? first.or(() -> at(scope, root, 1)) : first;
    }

    private static Optional<ChannelwiseConstant> at(Scope scope, Node root, int slot) {
        return scope.constantInput(root, 1 - slot)
                .flatMap(constant -> Convolution.producing(scope, root, slot)
                        .map(conv -> new ChannelwiseConstant(conv, root, constant)));
    }

    /** When folding with a map made from the node and the constant is right. */
    static List<Condition<ChannelwiseConstant>> conditions(BiFunction<Node, Reals, ChannelMap> toMap) {
        List<Condition<ChannelwiseConstant>> conditions =
                new ArrayList<>(Convolution.conditions(ChannelwiseConstant::conv));
        conditions.add(new Condition<>(
                "the constant has one value, or one a channel",
                match -> match.values().isPresent()));
        conditions.add(new Condition<>(
                "the folded weight and bias fit their type",
                match -> match.folded(toMap).fit()));
        return List.copyOf(conditions);
    }

    /** The constant as [outChannels], if broadcasting makes it the same over batch and space. */
    private Optional<Reals> values() {
        if (!Reals.canRead(constant) || !isChannelwise(constant.shape())) {
            return Optional.empty();
        }
        Reals values = Reals.of(constant);
        return Optional.of(Reals.vector(conv.outChannels(), channel -> values.at(values.size() == 1 ? 0 : channel)));
    }

    /** Broadcasting aligns the last axes; the channels of the result are on its axis 1. */
    private boolean isChannelwise(Shape shape) {
        int missing = conv.rank() - shape.rank();
        return missing >= 0
                && IntStream.range(0, shape.rank())
                        .allMatch(axis -> shape.dimension(axis) == 1
                                || (axis + missing == 1 && shape.dimension(axis) == conv.outChannels()));
    }

    private Parameters folded(BiFunction<Node, Reals, ChannelMap> toMap) {
        return conv.followedBy(toMap.apply(node, values().orElseThrow()));
    }

    /** Puts a convolution with the folded weight and bias in place of both nodes. */
    Edit fold(Scope scope, BiFunction<Node, Reals, ChannelMap> toMap) {
        return folded(toMap).into(scope, conv.node(), node.output(), conv.node(), node);
    }
}
