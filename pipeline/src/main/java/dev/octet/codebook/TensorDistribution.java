package dev.octet.codebook;

import dev.octet.tensor.FloatBlocks;
import dev.octet.tensor.Tensor;

/**
 * The distribution of a tensor of any size.
 *
 * <p>Values are told apart by sign, exponent and 11 bits of the mantissa, and those that are alike are kept by their
 * mean: an error of at most 1 in 4,096, far below that of 256 entries, for 16 MB whatever the tensor's size.
 */
final class TensorDistribution implements FloatBlocks.Visitor {
    private static final int KEY_BITS = 20;
    private static final int EXACT = 1 << 16;

    private final long[] counts = new long[1 << KEY_BITS];
    private final double[] sums = new double[1 << KEY_BITS];

    private TensorDistribution() {}

    /** The distribution of a tensor of finite elements; exact up to 65,536 of them. */
    static Distribution of(Tensor tensor) {
        if (tensor.elementCount() <= EXACT) {
            float[] elements = new float[(int) tensor.elementCount()];
            FloatBlocks.forEach(
                    tensor, (block, count, start) -> System.arraycopy(block, 0, elements, (int) start, count));
            return Distribution.of(elements, 0, elements.length);
        }
        TensorDistribution found = new TensorDistribution();
        FloatBlocks.forEach(tensor, found);
        return Distribution.means(found.sums, found.counts);
    }

    @Override
    public void visit(float[] block, int count, long start) {
        for (int i = 0; i < count; i++) {
            int key = key(block[i]);
            counts[key]++;
            sums[key] += block[i];
        }
    }

    /** Rises as the values do: the bits of positive floats do, those of negative ones do when inverted. */
    private static int key(float value) {
        int bits = Float.floatToRawIntBits(value);
        int rising = bits ^ ((bits >> 31) | 0x80000000);
        return rising >>> (32 - KEY_BITS);
    }
}
