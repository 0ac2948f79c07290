package dev.octet.affine;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;

/** Rounds scales to the floating-point types that ONNX stores them in. */
final class ScaleRounding {
    private static final float SMALLEST_NORMAL_HALF = 0x1p-14f;
    private static final float LARGEST_HALF = 65504f;

    private ScaleRounding() {}

    /** The nearest scale that the type holds as a normal number; 0 for what binary32 holds only as a subnormal. */
    static float round(double scale, ElementType type) {
        float rounded = (float) Math.min(scale, Float.MAX_VALUE);
        if (rounded < Float.MIN_NORMAL) {
            return 0;
        }
        return switch (type) {
            case FLOAT -> rounded;
            case FLOAT16 -> toHalf(Math.max(SMALLEST_NORMAL_HALF, Math.min(rounded, LARGEST_HALF)));
            case BFLOAT16 -> HalfFloats.fromBrain(HalfFloats.toBrain(rounded));
            default ->
                throw new IllegalArgumentException(
                        "Expected float, float16 or bfloat16 for a scale, got " + type.onnxName());
        };
    }

    private static float toHalf(float scale) {
        return HalfFloats.fromHalf(HalfFloats.toHalf(scale));
    }
}
