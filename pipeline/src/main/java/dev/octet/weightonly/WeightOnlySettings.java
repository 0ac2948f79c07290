package dev.octet.weightonly;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Symmetry;
import dev.octet.affine.block.BlockMethod;
import dev.octet.affine.block.BlockScheme;
import dev.octet.error.OctetException;
import dev.octet.graph.Node;
import java.util.Set;

/**
 * How weights are quantized.
 *
 * @param bits bits of a code: 4 or 8
 * @param blockSize elements that share a scale, along what the operator sums over: a power of two from 16 to 256; or
 *     {@link #WHOLE_CHANNEL}
 * @param symmetry whether zero is always the middle code; asymmetric is more exact by about a bit's half and takes a
 *     zero point a block
 * @param method how the range of a block is found
 * @param form the operators that are written
 * @param accuracyLevel what MatMulNBits may reduce activations to: 0 as ONNX Runtime chooses, 1 float32, 2 float16, 3
 *     bfloat16, 4 int8
 * @param excludedNodes names of nodes that keep their weights
 * @param eightBitNodes names of nodes whose weights have 8 bits whatever {@code bits} says
 * @param eightBitShare the share of the elements of all products' weights that may have 8 bits besides, those that
 *     change the outputs most for their size; samples show which. 0 for none
 */
public record WeightOnlySettings(
        int bits,
        int blockSize,
        Symmetry symmetry,
        BlockMethod method,
        WeightForm form,
        int accuracyLevel,
        Set<String> excludedNodes,
        Set<String> eightBitNodes,
        double eightBitShare) {
    /** The block size that stands for one scale an output channel. */
    public static final int WHOLE_CHANNEL = 0;

    private static final int SMALLEST_BLOCK = 16;
    private static final int LARGEST_BLOCK = 256;

    /**
     * Checks the numbers.
     *
     * @throws OctetException of kind CONFIGURATION if one is none of those listed
     */
    public WeightOnlySettings {
        if (bits != 4 && bits != 8) {
            throw OctetException.configuration("Expected weights of 4 or 8 bits, got %d".formatted(bits));
        }
        boolean isBlock = blockSize >= SMALLEST_BLOCK && blockSize <= LARGEST_BLOCK && Integer.bitCount(blockSize) == 1;
        if (!isBlock && blockSize != WHOLE_CHANNEL) {
            throw OctetException.configuration(
                    "Expected a block size of 16, 32, 64, 128 or 256, or 0 for whole channels, got %d"
                            .formatted(blockSize));
        }
        if (accuracyLevel < 0 || accuracyLevel > 4) {
            throw OctetException.configuration(
                    "Expected an accuracy level from 0 to 4, got %d".formatted(accuracyLevel));
        }
        if (!(eightBitShare >= 0 && eightBitShare <= 1)) {
            throw OctetException.configuration(
                    "Expected a share of weights of 8 bits from 0 to 1, got %s".formatted(eightBitShare));
        }
        if (eightBitShare > 0 && bits != 4) {
            throw OctetException.configuration(
                    "A share of weights of 8 bits means nothing where all have %d".formatted(bits));
        }
        excludedNodes = Set.copyOf(excludedNodes);
        eightBitNodes = Set.copyOf(eightBitNodes);
    }

    /** Weights of so many bits in blocks of 32, asymmetric, by their whole range, in ONNX's own operators. */
    public static WeightOnlySettings ofBits(int bits) {
        return new WeightOnlySettings(
                bits, 32, Symmetry.ASYMMETRIC, BlockMethod.MIN_MAX, WeightForm.STANDARD, 0, Set.of(), Set.of(), 0);
    }

    /** These settings with codes of other bits. */
    public WeightOnlySettings withBits(int other) {
        return new WeightOnlySettings(
                other, blockSize, symmetry, method, form, accuracyLevel, excludedNodes, eightBitNodes, eightBitShare);
    }

    /** These settings with another block size. */
    public WeightOnlySettings withBlockSize(int other) {
        return new WeightOnlySettings(
                bits, other, symmetry, method, form, accuracyLevel, excludedNodes, eightBitNodes, eightBitShare);
    }

    /** These settings with another symmetry. */
    public WeightOnlySettings withSymmetry(Symmetry other) {
        return new WeightOnlySettings(
                bits, blockSize, other, method, form, accuracyLevel, excludedNodes, eightBitNodes, eightBitShare);
    }

    /** These settings with another way to find ranges. */
    public WeightOnlySettings withMethod(BlockMethod other) {
        return new WeightOnlySettings(
                bits, blockSize, symmetry, other, form, accuracyLevel, excludedNodes, eightBitNodes, eightBitShare);
    }

    /** These settings with other operators. */
    public WeightOnlySettings withForm(WeightForm other) {
        return new WeightOnlySettings(
                bits, blockSize, symmetry, method, other, accuracyLevel, excludedNodes, eightBitNodes, eightBitShare);
    }

    /** These settings with another accuracy level. */
    public WeightOnlySettings withAccuracyLevel(int other) {
        return new WeightOnlySettings(
                bits, blockSize, symmetry, method, form, other, excludedNodes, eightBitNodes, eightBitShare);
    }

    /** These settings with other nodes excluded. */
    public WeightOnlySettings withExcludedNodes(Set<String> names) {
        return new WeightOnlySettings(
                bits, blockSize, symmetry, method, form, accuracyLevel, names, eightBitNodes, eightBitShare);
    }

    /** These settings with 8 bits for other nodes. */
    public WeightOnlySettings withEightBitNodes(Set<String> names) {
        return new WeightOnlySettings(
                bits, blockSize, symmetry, method, form, accuracyLevel, excludedNodes, names, eightBitShare);
    }

    /** These settings with 8 bits for another share of the weights. */
    public WeightOnlySettings withEightBitShare(double other) {
        return new WeightOnlySettings(
                bits, blockSize, symmetry, method, form, accuracyLevel, excludedNodes, eightBitNodes, other);
    }

    /** What holds for one node. */
    WeightOnlySettings of(Node node) {
        return eightBitNodes.contains(nameOf(node)) ? withBits(8) : this;
    }

    /** What a node is called among {@link #eightBitNodes}: nodes without a name are told by their outputs. */
    static String nameOf(Node node) {
        return node.name().isEmpty() ? node.label() : node.name();
    }

    /** The scheme for a line of that many elements. */
    BlockScheme scheme(int lineLength) {
        int size = blockSize == WHOLE_CHANNEL ? lineLength : blockSize;
        return new BlockScheme(type(), symmetry, form == WeightForm.MICROSOFT ? powerOfTwo(size) : size);
    }

    /** Signed where zero is the middle code; the operators of Microsoft know unsigned codes only. */
    private QuantizedType type() {
        boolean signed = symmetry == Symmetry.SYMMETRIC && form == WeightForm.STANDARD;
        if (bits == 4) {
            return signed ? QuantizedType.INT4 : QuantizedType.UINT4;
        }
        return signed ? QuantizedType.INT8 : QuantizedType.UINT8;
    }

    /** MatMulNBits takes powers of two from 16 on. */
    private static int powerOfTwo(int size) {
        return size <= SMALLEST_BLOCK ? SMALLEST_BLOCK : Integer.highestOneBit(size - 1) << 1;
    }

    /** The operator set that the written operators need. */
    long opset() {
        boolean onlyChannels = blockSize == WHOLE_CHANNEL && bits == 8;
        if (form == WeightForm.MICROSOFT) {
            return 0;
        }
        return onlyChannels ? 13 : 21;
    }
}
