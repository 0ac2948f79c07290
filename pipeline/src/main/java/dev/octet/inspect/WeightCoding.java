package dev.octet.inspect;

import dev.octet.graph.Operator;

/**
 * Weights that are stored in one way: as integers, with scales and perhaps zero points.
 *
 * @param operator what reads them
 * @param bits bits of a weight, scales not counted
 * @param granularity how many share a scale
 * @param blockSize weights of a block; 0 where there are no blocks
 * @param zeroPoints whether zero points are stored
 * @param tensors number of weight tensors
 * @param weights their elements
 * @param scales elements of their scales
 * @param bytes bytes of weights, scales and zero points together
 */
public record WeightCoding(
        Operator operator,
        int bits,
        Granularity granularity,
        long blockSize,
        boolean zeroPoints,
        int tensors,
        long weights,
        long scales,
        long bytes) {
    /** Bits of a weight with its share of scale and zero point. */
    public double bitsPerWeight() {
        return 8.0 * bytes / weights;
    }

    /** Whether both are stored alike. */
    boolean isLike(WeightCoding other) {
        return operator.equals(other.operator)
                && bits == other.bits
                && granularity == other.granularity
                && blockSize == other.blockSize
                && zeroPoints == other.zeroPoints;
    }

    WeightCoding plus(WeightCoding other) {
        return new WeightCoding(
                operator,
                bits,
                granularity,
                blockSize,
                zeroPoints,
                tensors + other.tensors,
                weights + other.weights,
                scales + other.scales,
                bytes + other.bytes);
    }
}
