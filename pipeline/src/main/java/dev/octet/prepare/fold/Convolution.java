package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Conv or ConvTranspose, and how an affine map of channels beside it becomes part of its weight and bias.
 *
 * <p>Conv's weight is [outChannels, inChannels/group, ...kernel], ConvTranspose's is [inChannels, outChannels/group,
 * ...kernel]; the bias is [outChannels] and may be left out.
 *
 * <p>Source: ONNX operators Conv-1, -11, -22 and ConvTranspose-1, -11, -22.
 */
record Convolution(Scope scope, Node node) {
    private static final int WEIGHT = 1;
    private static final int BIAS = 2;

    static boolean is(Node node) {
        return node.is("Conv") || node.is("ConvTranspose");
    }

    /** The convolution that computes what a node reads in a slot. */
    static Optional<Convolution> producing(Scope scope, Node reader, int slot) {
        return scope.producerOfInput(reader, slot)
                .filter(Convolution::is)
                .map(producer -> new Convolution(scope, producer));
    }

    /** What has to hold of a convolution that takes over what follows it. */
    static <M> List<Condition<M>> conditions(Function<M, Convolution> of) {
        return List.of(
                new Condition<>(
                        "the convolution's result has no other use",
                        match -> of.apply(match).hasOneUse()),
                hasConstants(of));
    }

    /** The condition that weight and bias can be computed with. */
    static <M> Condition<M> hasConstants(Function<M, Convolution> of) {
        return new Condition<>(
                "the convolution's weight and bias are constant and fit its groups",
                match -> of.apply(match).hasUsableConstants());
    }

    private boolean hasOneUse() {
        return scope.usedOnce(node.output());
    }

    private boolean hasUsableConstants() {
        return weight().filter(Reals::canRead)
                        .filter(tensor -> tensor.shape().rank() >= 3 && layout().isValid())
                        .isPresent()
                && (node.input(BIAS).isEmpty() || hasUsableBias());
    }

    private boolean hasUsableBias() {
        Shape expected = Shape.of(outChannels());
        return scope.constantInput(node, BIAS)
                .filter(Reals::canRead)
                .filter(bias -> bias.shape().equals(expected))
                .isPresent();
    }

    private Optional<Tensor> weight() {
        return scope.constantInput(node, WEIGHT);
    }

    private WeightLayout layout() {
        return WeightLayout.of(weight().orElseThrow().shape(), node.intAttribute("group", 1));
    }

    private boolean isTransposed() {
        return node.is("ConvTranspose");
    }

    /** Number of output channels. */
    int outChannels() {
        return isTransposed() ? layout().innerChannels() : layout().outer();
    }

    /** Number of a Conv's input channels. */
    int inChannels() {
        return isTransposed() ? layout().outer() : layout().innerChannels();
    }

    /** Rank of input, weight and output. */
    int rank() {
        return weight().orElseThrow().shape().rank();
    }

    private Reals bias() {
        return scope.constantInput(node, BIAS)
                .map(Reals::of)
                .orElseGet(() -> Reals.vector(outChannels(), channel -> 0));
    }

    /** The weight and bias with which the convolution alone computes {@code map(convolution(x))}. */
    Parameters followedBy(ChannelMap map) {
        Tensor weight = weight().orElseThrow();
        WeightLayout layout = layout();
        boolean transposed = isTransposed();
        Optional<Reals> scaled = map.scalesNothing()
                ? Optional.empty()
                : Optional.of(Reals.of(weight)
                        .map((value, index) -> value
                                * map.scale()
                                        .at(transposed ? layout.innerChannel(index) : layout.outerChannel(index))));
        return new Parameters(scaled, map.applyTo(bias()), weight.type());
    }

    /** The weight and bias with which a Conv alone computes {@code conv(map(x))}, if no window of it reads padding. */
    Parameters precededBy(ChannelMap map) {
        Tensor tensor = weight().orElseThrow();
        WeightLayout layout = layout();
        Reals weight = Reals.of(tensor);
        Reals scaled = weight.map((value, index) -> value * map.scale().at(layout.innerChannel(index)));
        double[] shifts = new double[outChannels()];
        for (int index = 0; index < weight.size(); index++) {
            shifts[layout.outerChannel(index)] += weight.at(index) * map.shift().at(layout.innerChannel(index));
        }
        Reals bias = bias().map((value, channel) -> value + shifts[channel]);
        return new Parameters(Optional.of(scaled), bias, tensor.type());
    }
}
