package dev.octet.inspect;

import dev.octet.graph.Operator;

/**
 * Weights that are stored in one way: as integers with scales and perhaps zero points, or as codes into codebooks.
 *
 * @param operator what reads them
 * @param bits bits of a weight, scales and codebooks not counted
 * @param entries values of a codebook, at most; 0 where the integers are evenly spaced
 * @param granularity how many share a scale or a codebook
 * @param blockSize weights of a block; 0 where there are no blocks
 * @param zeroPoints whether zero points are stored
 * @param tensors number of weight tensors
 * @param weights their elements
 * @param scales elements of their scales or codebooks
 * @param bytes bytes of weights, scales or codebooks, and zero points together
 */
public record WeightCoding(
        Operator operator,
        int bits,
        long entries,
        Granularity granularity,
        long blockSize,
        boolean zeroPoints,
        int tensors,
        long weights,
        long scales,
        long bytes) {
    /** Whether the integers are places in a list of values. */
    public boolean isCodebook() {
        return entries > 0;
    }

    /** Bits of a weight with its share of scale and zero point, or of the codebook. */
    public double bitsPerWeight() {
        return 8.0 * bytes / weights;
    }

    /** Whether both are stored alike. */
    boolean isLike(WeightCoding other) {
        return operator.equals(other.operator)
                && bits == other.bits
                && isCodebook() == other.isCodebook()
                && granularity == other.granularity
                && blockSize == other.blockSize
                && zeroPoints == other.zeroPoints;
    }

    WeightCoding plus(WeightCoding other) {
        return new WeightCoding(
                operator,
                bits,
                Math.max(entries, other.entries),
                granularity,
                blockSize,
                zeroPoints,
                tensors + other.tensors,
                weights + other.weights,
                scales + other.scales,
                bytes + other.bytes);
    }
}
