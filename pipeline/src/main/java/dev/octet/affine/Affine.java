package dev.octet.affine;

import dev.octet.tensor.ElementType;

/**
 * The map between codes and real values, {@code real = scale * (code - zeroPoint)}.
 *
 * <p>Source: ONNX operators QuantizeLinear-21 and DequantizeLinear-21.
 *
 * @param type the type of the codes
 * @param scale the distance of neighbouring codes in real units; finite and positive
 * @param zeroPoint the code of real zero
 * @param lowest the lowest code that {@link #quantize} gives; above the type's own only for constants, since
 *     QuantizeLinear knows no such limit
 * @param highest the highest code that {@link #quantize} gives
 */
public record Affine(QuantizedType type, float scale, long zeroPoint, long lowest, long highest) {
    /**
     * Checks that the scale is finite and positive, that the type has the codes, and that int32 has zero point 0.
     *
     * @throws IllegalArgumentException if not
     */
    public Affine {
        if (!(scale > 0 && scale <= Float.MAX_VALUE)) {
            throw new IllegalArgumentException("Expected a finite scale above 0, got " + scale);
        }
        if (lowest < type.min() || highest > type.max() || zeroPoint < lowest || zeroPoint > highest) {
            throw new IllegalArgumentException("Expected %s codes with lowest <= zero point <= highest, got %d, %d, %d"
                    .formatted(type.onnxName(), lowest, zeroPoint, highest));
        }
        if (type == QuantizedType.INT32 && zeroPoint != 0) {
            throw new IllegalArgumentException("Expected zero point 0 for int32, got " + zeroPoint);
        }
    }

    /** The map that uses all codes of the type. */
    public Affine(QuantizedType type, float scale, long zeroPoint) {
        this(type, scale, zeroPoint, type.min(), type.max());
    }

    /** The map that spreads the codes of a scheme over a range, with a binary32 scale. */
    public static Affine of(Range range, Scheme scheme) {
        return of(range, scheme, ElementType.FLOAT);
    }

    /**
     * The map that spreads the codes of a scheme over a range, with a scale that the given type can hold exactly.
     *
     * <p>A range that leaves out zero is stretched to it, so that zero is a code. A range of no width, or one so narrow
     * that the scale would be subnormal in binary32, gets scale 1 and zero point 0 (the middle code if symmetric, so
     * that all channels of a weight agree). A scale that is subnormal only in {@code scaleType} is raised to its
     * smallest normal.
     *
     * @param scaleType float, float16 or bfloat16: the element type of the real tensor, since ONNX stores the scale in
     *     it
     * @throws IllegalArgumentException for another {@code scaleType}
     */
    public static Affine of(Range range, Scheme scheme, ElementType scaleType) {
        float scale = ScaleRounding.round(exactScale(range, scheme), scaleType);
        boolean symmetric = scheme.symmetry() == Symmetry.SYMMETRIC;
        if (scale == 0) {
            long zero = symmetric ? scheme.middle() : Math.max(scheme.lowest(), 0);
            return new Affine(scheme.type(), 1, zero, scheme.lowest(), scheme.highest());
        }
        long zeroPoint = symmetric ? scheme.middle() : zeroPoint(range.withZero(), scheme, scale);
        return new Affine(scheme.type(), scale, zeroPoint, scheme.lowest(), scheme.highest());
    }

    private static double exactScale(Range range, Scheme scheme) {
        double width = scheme.symmetry() == Symmetry.SYMMETRIC
                ? 2.0 * range.magnitude()
                : range.withZero().width();
        return width / (scheme.highest() - scheme.lowest());
    }

    private static long zeroPoint(Range range, Scheme scheme, float scale) {
        if (range.min() == -range.max()) {
            // Zero is halfway between two codes here; how the scale was rounded must not decide which one it gets.
            return scheme.middle();
        }
        double exact = scheme.lowest() - (double) range.min() / scale;
        return Math.max(scheme.lowest(), Math.min(scheme.highest(), (long) Math.rint(exact)));
    }

    /**
     * The code nearest to a real value, ties to the even number of steps from zero, saturated. Infinities saturate.
     *
     * @throws IllegalArgumentException for NaN
     */
    public long quantize(float value) {
        if (Float.isNaN(value)) {
            throw new IllegalArgumentException("Expected a number to quantize, got NaN");
        }
        // QuantizeLinear divides in binary32. It has no int32 form, so biases need not lose their lower bits.
        double steps = type == QuantizedType.INT32 ? (double) value / scale : value / scale;
        double code = Math.rint(steps) + zeroPoint;
        return Math.max(lowest, Math.min(highest, (long) code));
    }

    /** The real value of a code, computed in binary32 as DequantizeLinear does. */
    public float dequantize(long code) {
        return (code - zeroPoint) * scale;
    }

    /** The real values from the lowest to the highest code. */
    public Range range() {
        return new Range(bounded(lowest), bounded(highest));
    }

    private float bounded(long code) {
        return Math.max(-Float.MAX_VALUE, Math.min(Float.MAX_VALUE, dequantize(code)));
    }

    /** The same codes with another distance between them. */
    public Affine withScale(float other) {
        return new Affine(type, other, zeroPoint, lowest, highest);
    }
}
