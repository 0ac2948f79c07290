package dev.octet.smooth;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.Optional;

/**
 * A Conv whose weight can take up factors on either side: one that sums over all channels, or over one each
 * (depthwise).
 *
 * @param node the Conv
 * @param weight {@code [outputs, inputs / group, ...kernel]}
 * @param inputs channels that it reads
 * @param outputs channels that it gives
 * @param kernel elements of the weight for one input and one output channel
 * @param slice elements of the weight for one output channel
 */
record Convolution(Node node, Tensor weight, int inputs, int outputs, int kernel, int slice) {
    /** Empty where the weight is no float constant, or channels are not known or neither all nor one together. */
    static Optional<Convolution> of(Node node, Graph graph, ChannelClasses classes) {
        int inputs = classes.count(node.inputs().get(0));
        int outputs = classes.count(node.output());
        boolean hasConstantBias = node.input(2).isEmpty()
                || node.input(2).flatMap(graph::constant).isPresent();
        return node.input(1)
                .flatMap(graph::constant)
                .filter(weight -> hasConstantBias && inputs > 0 && outputs > 0)
                .filter(weight -> weight.type() == ElementType.FLOAT)
                .filter(weight -> weight.shape().dimension(0) == outputs)
                .filter(weight -> weight.shape().dimension(1) == inputs
                        || (weight.shape().dimension(1) == 1 && outputs % inputs == 0))
                .map(weight -> new Convolution(node, weight, inputs, outputs, from(2, weight), from(1, weight)));
    }

    private static int from(int axis, Tensor weight) {
        return Math.toIntExact(weight.shape().elementCount(axis, weight.shape().rank()));
    }

    String input() {
        return node.inputs().get(0);
    }

    String output() {
        return node.output();
    }

    /** Whether each output channel reads one input channel only, although there are more. */
    boolean isDepthwise() {
        return slice != kernel * inputs;
    }

    /** The input channel that an element of the weight meets. */
    int inputOf(int element) {
        return isDepthwise() ? outputOf(element) / (outputs / inputs) : element / kernel % inputs;
    }

    /** The output channel that an element of the weight belongs to. */
    int outputOf(int element) {
        return element / slice;
    }

    /** Makes room for an input whose channels are multiplied by factors. */
    void divideInput(ScaledModel model, float[] factors) {
        float[] inverse = new float[isDepthwise() ? outputs : inputs];
        for (int i = 0; i < inverse.length; i++) {
            inverse[i] = 1 / factors[isDepthwise() ? i / (outputs / inputs) : i];
        }
        model.scale(new ChannelConstant(node, 1, isDepthwise() ? 0 : 1), inverse);
    }

    /** Multiplies the channels of the result. */
    void multiplyOutput(ScaledModel model, float[] factors) {
        model.scale(new ChannelConstant(node, 1, 0), factors);
        if (node.input(2).isPresent()) {
            model.scale(new ChannelConstant(node, 2, 0), factors);
        }
    }
}
