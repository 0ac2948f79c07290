package dev.octet.finish;

import dev.octet.graph.Node;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A Conv without groups that computes with binary32 and has a constant weight.
 *
 * @param node the Conv; its weight is [outChannels, inChannels, ...kernel]
 * @param weight its weight
 */
record FloatConvolution(Node node, Tensor weight) {
    private static final int WEIGHT = 1;
    private static final int LEAST_RANK = 3;

    /** The node as such a Conv; in a quantized model the weight of one on integers is no constant but dequantized. */
    static Optional<FloatConvolution> of(Scope scope, Node node) {
        return node.is("Conv") && node.intAttribute("group", 1) == 1
                ? scope.constantInput(node, WEIGHT)
                        .filter(weight -> weight.type() == ElementType.FLOAT
                                && weight.shape().rank() >= LEAST_RANK)
                        .map(weight -> new FloatConvolution(node, weight))
                : Optional.empty();
    }

    /** Those that read a value, if nothing else does, not even a caller; empty otherwise. */
    static List<FloatConvolution> onlyReadersOf(Scope scope, String value) {
        List<FloatConvolution> readers = scope.graph().uses().of(value).stream()
                .filter(use -> use.slot() == 0)
                .flatMap(use -> of(scope, use.node()).stream())
                .toList();
        return readers.size() == scope.graph().uses().count(value) ? readers : List.of();
    }

    long outChannels() {
        return weight.shape().dimension(0);
    }

    long inChannels() {
        return weight.shape().dimension(1);
    }

    /** Whether each result is computed from one position alone, and there are as many as positions. */
    boolean isPointwise() {
        return weight.shape().elementCount(2, weight.shape().rank()) == 1 && isEach("strides", 1) && isEach("pads", 0);
    }

    private boolean isEach(String attribute, long value) {
        return node.intsAttribute(attribute).stream().flatMap(List::stream).allMatch(number -> number == value);
    }

    /** The weight of some of the input channels. */
    Tensor weightOf(long first, long channels) {
        long[] dimensions = weight.shape().dimensions().clone();
        int kernel = Math.toIntExact(weight.shape().elementCount(2, dimensions.length));
        float[] all = weight.toFloats();
        dimensions[1] = channels;
        int row = Math.toIntExact(channels * kernel);
        float[] some = new float[Math.toIntExact(outChannels() * row)];
        for (int out = 0; out < outChannels(); out++) {
            int from = Math.toIntExact((out * inChannels() + first) * kernel);
            System.arraycopy(all, from, some, out * row, row);
        }
        return Tensor.ofFloats(Shape.of(dimensions), some);
    }
}
