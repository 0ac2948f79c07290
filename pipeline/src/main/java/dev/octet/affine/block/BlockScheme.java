package dev.octet.affine.block;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Symmetry;

/**
 * How blocks become codes.
 *
 * @param type the type of the codes: of 2, 4 or 8 bits
 * @param symmetry whether every zero point is the middle code
 * @param size elements of a block along its line, 1 or more; the last block of a line may hold fewer
 */
public record BlockScheme(QuantizedType type, Symmetry symmetry, int size) {
    /**
     * Checks type and size.
     *
     * @throws IllegalArgumentException if the type has more than 8 bits or the size is less than 1
     */
    public BlockScheme {
        if (type.bits() > 8 || size < 1) {
            throw new IllegalArgumentException("Expected codes of at most 8 bits in blocks of 1 or more, got %s and %d"
                    .formatted(type.onnxName(), size));
        }
    }

    /** The code of zero in a symmetric block: 0 for signed types, 8 of 0 to 15, 128 of 0 to 255. */
    public int middle() {
        return type.signed() ? 0 : (int) (type.max() + 1) / 2;
    }

    /** Number of blocks in a line of that many elements. */
    public int blocks(int lineLength) {
        return (lineLength + size - 1) / size;
    }

    int lowest() {
        return (int) type.min();
    }

    int highest() {
        return (int) type.max();
    }
}
