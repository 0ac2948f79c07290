package dev.octet.place;

/**
 * How long a target takes, in nanoseconds. Only ratios matter: they decide where integers pay for the conversions
 * around them.
 *
 * @param product one multiplication and addition of a convolution or matrix product, output channels counted in
 *     sixteens as vector registers do
 * @param thinProduct the same where fewer than sixteen input channels meet each output channel, not counted in sixteens
 * @param depthwiseProduct the same where each channel is convolved by itself
 * @param computedProduct the same where both factors of a matrix product are computed, so that neither is arranged for
 *     the kernel beforehand; all that the result costs is in it
 * @param weight reading one element of a weight
 * @param result one element that a convolution or matrix product gives, output channels a multiple of sixteen
 * @param oddResult one such element otherwise, which vector code does not reach
 * @param patch gathering one position under a convolution's kernel, integers only
 * @param element one element read or written by an operator of role ELEMENTWISE, and by any other float operator
 * @param moved one element read or written by an operator of role MOVEMENT
 * @param window one element under a pooling window
 * @param strayWindow what is added for it where the integers do not come from a convolution, whose layout suits pooling
 * @param conversion one element through QuantizeLinear or DequantizeLinear
 * @param node starting one node
 */
public record Costs(
        Pair product,
        Pair thinProduct,
        Pair depthwiseProduct,
        Pair computedProduct,
        Pair weight,
        Pair result,
        Pair oddResult,
        double patch,
        Pair element,
        Pair moved,
        Pair window,
        double strayWindow,
        double conversion,
        double node) {
    /**
     * A cost on floats and the same on integers.
     *
     * @param onFloats with binary32
     * @param onIntegers with 8-bit integers
     */
    public record Pair(double onFloats, double onIntegers) {
        double of(boolean integers) {
            return integers ? onIntegers : onFloats;
        }
    }
}
