package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * A node {@code y = BatchNormalization(x, gamma, beta, mean, variance)} and what every rule that folds it asks of it.
 *
 * <p>Channels lie on axis 1 of x. In inference, with k = gamma / sqrt(variance + epsilon), y = k * x + (beta - mean *
 * k).
 *
 * <p>Source: ONNX operators BatchNormalization-7, -9, -14 and -15; Ioffe and Szegedy, arXiv:1502.03167.
 */
record BatchNormalization(Scope scope, Node node) {
    private static final int PARAMETERS = 4;
    private static final float DEFAULT_EPSILON = 1e-5f;

    /** The node that computes a value, if it is a batch normalization. */
    static Optional<BatchNormalization> of(Scope scope, Node node) {
        return node.is("BatchNormalization") ? Optional.of(new BatchNormalization(scope, node)) : Optional.empty();
    }

    /** The conditions under which a batch normalization is a constant affine map of each channel. */
    static <M> List<Condition<M>> conditions(Function<M, BatchNormalization> of) {
        return List.of(
                // Before opset 7 another attribute chose the mode.
                new Condition<>(
                        "BatchNormalization is of opset 7 or later",
                        match -> of.apply(match).scope().opset() >= 7),
                new Condition<>(
                        "BatchNormalization is in inference mode",
                        match -> of.apply(match).node().intAttribute("training_mode", 0) == 0),
                // Up to opset 13, asking for the running statistics is what chooses training mode.
                new Condition<>(
                        "BatchNormalization has one output",
                        match -> of.apply(match).node().outputs().stream()
                                        .filter(output -> !output.isEmpty())
                                        .count()
                                == 1),
                new Condition<>(
                        "BatchNormalization has one mean and variance a channel",
                        match -> of.apply(match).node().intAttribute("spatial", 1) == 1),
                new Condition<>(
                        "BatchNormalization parameters are constant",
                        match -> of.apply(match).hasConstantParameters()));
    }

    private List<Tensor> parameters() {
        return IntStream.rangeClosed(1, PARAMETERS)
                .mapToObj(slot -> scope.constantInput(node, slot))
                .flatMap(Optional::stream)
                .toList();
    }

    private boolean hasConstantParameters() {
        List<Tensor> constants = parameters();
        return constants.size() == PARAMETERS
                && constants.stream().allMatch(Reals::canRead)
                && constants.stream()
                        .allMatch(tensor -> tensor.shape().rank() == 1
                                && tensor.elementCount() == constants.get(0).elementCount());
    }

    /** Number of channels. */
    int channels() {
        return Math.toIntExact(parameters().get(0).elementCount());
    }

    /** The affine map of each channel. */
    ChannelMap map() {
        List<Reals> constants = parameters().stream().map(Reals::of).toList();
        Reals gamma = constants.get(0);
        Reals beta = constants.get(1);
        Reals mean = constants.get(2);
        Reals variance = constants.get(3);
        double epsilon = node.floatAttribute("epsilon", DEFAULT_EPSILON);
        Reals scale = gamma.map((value, channel) -> value / Math.sqrt(variance.at(channel) + epsilon));
        return new ChannelMap(scale, beta.map((value, channel) -> value - mean.at(channel) * scale.at(channel)));
    }
}
