package dev.octet.affine;

import dev.octet.tensor.Shape;

/**
 * Which elements of a weight one instruction may multiply and add together: neighbours in the order in which a kernel
 * goes over what it sums up.
 *
 * @param outputs number of output channels, or of stacked matrices times their columns
 * @param outer number of places in the outer part of the sum
 * @param inner number of places in the inner part
 * @param strides distance in the tensor of neighbouring output channels, outer places and inner places
 */
public record Neighbours(int outputs, int outer, int inner, Strides strides) {
    /**
     * Distances in elements.
     *
     * @param output between output channels
     * @param outer between places in the outer part of the sum
     * @param inner between places in the inner part
     */
    public record Strides(int output, int outer, int inner) {}

    /**
     * The weight {@code [outChannels, inChannels/group, ...kernel]} of a convolution, whose kernels go over channels or
     * over positions first; both orders are looked at. One that convolves each channel by itself has no pairs: its
     * kernel multiplies in 16 bits (ONNX Runtime, qdwconv_avx2.cpp).
     */
    public static Neighbours ofConvolution(Shape weight, long group) {
        int outputs = (int) weight.dimension(0);
        int channels = (int) weight.dimension(1);
        int kernel = (int) weight.elementCount(2, weight.rank());
        boolean isDepthwise = channels == 1 && group == outputs;
        return isDepthwise
                ? new Neighbours(0, 0, 0, new Strides(0, 0, 0))
                : new Neighbours(outputs, channels, kernel, new Strides(channels * kernel, kernel, 1));
    }

    /** The weight {@code [...stack, K, N]} of a matrix product. */
    public static Neighbours ofMatrix(Shape weight) {
        int rank = weight.rank();
        int columns = (int) weight.dimension(rank - 1);
        int rows = (int) weight.dimension(rank - 2);
        int stack = (int) weight.elementCount(0, rank - 2);
        // The stack is gone over as if it were longer columns: two of its pairs are none, which does no harm.
        return new Neighbours(columns, stack * rows, 1, new Strides(1, columns, 0));
    }

    /** The weight {@code [N, K]} of a matrix product. */
    public static Neighbours ofTransposedMatrix(Shape weight) {
        int rows = (int) weight.dimension(1);
        return new Neighbours((int) weight.dimension(0), rows, 1, new Strides(rows, 1, 0));
    }

    /** Visits all pairs; with one channel, all output channels count as that one. */
    void forEach(int channels, PairSums.Pairs pairs) {
        for (int output = 0; output < outputs; output++) {
            int channel = channels == 1 ? 0 : output;
            int start = output * strides.output();
            int places = outer * inner;
            for (int place = 0; place + 1 < places; place++) {
                pairs.accept(channel, start + outerFirst(place), start + outerFirst(place + 1));
                if (inner > 1) {
                    pairs.accept(channel, start + innerFirst(place), start + innerFirst(place + 1));
                }
            }
        }
    }

    private int outerFirst(int place) {
        return place % outer * strides.outer() + place / outer * strides.inner();
    }

    private int innerFirst(int place) {
        return place / inner * strides.outer() + place % inner * strides.inner();
    }
}
