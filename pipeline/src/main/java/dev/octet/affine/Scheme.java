package dev.octet.affine;

/**
 * How a range becomes an {@link Affine}: the type of the codes, which of them may be used, and where zero lies.
 *
 * @param type the type of the codes
 * @param symmetry whether the zero point is the middle of the codes
 * @param narrow whether the lowest code stays unused, so that there are as many codes above zero as below: -127 to 127
 * @param reduced whether one bit stays unused, so that sums of two products of 8-bit codes fit 16 bits: -64 to 64 if
 *     symmetric, else -64 to 63, and 0 to 127 for uint8. x86 without VNNI saturates there (instruction VPMADDUBSW)
 */
public record Scheme(QuantizedType type, Symmetry symmetry, boolean narrow, boolean reduced) {
    /** Activations on x86: 0 to 255. */
    public static final Scheme UINT8_ASYMMETRIC = new Scheme(QuantizedType.UINT8, Symmetry.ASYMMETRIC, false);
    /** Activations on Arm: -128 to 127. */
    public static final Scheme INT8_ASYMMETRIC = new Scheme(QuantizedType.INT8, Symmetry.ASYMMETRIC, false);
    /** Activations on TensorRT: -127 to 127, zero point 0. */
    public static final Scheme INT8_SYMMETRIC = new Scheme(QuantizedType.INT8, Symmetry.SYMMETRIC, true);
    /** Weights nearly everywhere: -127 to 127, zero point 0. */
    public static final Scheme INT8_WEIGHT = INT8_SYMMETRIC;
    /** Activations of higher precision: 0 to 65535. */
    public static final Scheme UINT16_ASYMMETRIC = new Scheme(QuantizedType.UINT16, Symmetry.ASYMMETRIC, false);
    /** Weights of 4 bits: -7 to 7, zero point 0. */
    public static final Scheme INT4_WEIGHT = new Scheme(QuantizedType.INT4, Symmetry.SYMMETRIC, true);
    /** Biases: all of int32 but its lowest code, zero point 0. */
    public static final Scheme INT32_BIAS = new Scheme(QuantizedType.INT32, Symmetry.SYMMETRIC, true);

    /**
     * Checks that {@code reduced} is only asked of an 8-bit type.
     *
     * @throws IllegalArgumentException if it is asked of another
     */
    public Scheme {
        if (reduced && type.bits() != 8) {
            throw new IllegalArgumentException("Expected int8 or uint8 for a reduced range, got " + type.onnxName());
        }
    }

    /** A scheme that uses all bits of the type. */
    public Scheme(QuantizedType type, Symmetry symmetry, boolean narrow) {
        this(type, symmetry, narrow, false);
    }

    /** The same scheme with all bits used. */
    public Scheme withFullRange() {
        return new Scheme(type, symmetry, narrow, false);
    }

    /** The same scheme with one bit unused. */
    public Scheme withReducedRange() {
        return new Scheme(type, symmetry, narrow, true);
    }

    /** The lowest code that may be used. */
    public long lowest() {
        if (!reduced) {
            return narrow ? type.min() + 1 : type.min();
        }
        return type.min() / 2;
    }

    /** The highest code that may be used. */
    public long highest() {
        if (!reduced) {
            return type.max();
        }
        return type.signed() && symmetry == Symmetry.SYMMETRIC ? -lowest() : type.max() / 2;
    }

    /** Number of codes that may be used. */
    public long codes() {
        return highest() - lowest() + 1;
    }

    /** The zero point of every symmetric range: the middle code, the even one of two. */
    long middle() {
        return (long) Math.rint((lowest() + highest()) / 2.0);
    }
}
