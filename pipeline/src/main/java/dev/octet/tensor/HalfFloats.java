package dev.octet.tensor;

/**
 * Conversions between binary32 and the two 16-bit floating-point types, rounding half to even.
 *
 * <p>Source: IEEE 754-2019, section 3.6 (binary16); bfloat16 is the upper half of a binary32.
 */
public final class HalfFloats {
    private static final int MANTISSA_SHIFT = 23 - 10;
    private static final int BIAS_DIFFERENCE = 127 - 15;

    private HalfFloats() {}

    /** The value of a binary16. */
    public static float fromHalf(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = (half >> 10) & 0x1f;
        int mantissa = half & 0x3ff;
        if (exponent == 0) {
            // Subnormals are mantissa * 2^-24, which binary32 holds exactly.
            float magnitude = mantissa * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int wide = exponent == 0x1f ? 0xff : exponent + BIAS_DIFFERENCE;
        return Float.intBitsToFloat(sign | (wide << 23) | (mantissa << MANTISSA_SHIFT));
    }

    /** The nearest binary16; beyond its range, infinity. */
    public static short toHalf(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > 0x7f800000) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 0x47800000) {
            return (short) (sign | 0x7c00);
        }
        if (magnitude < 0x38800000) {
            // Below the smallest normal, adding 0.5 puts the units of 2^-24 in the low mantissa bits, rounded by the
            // hardware.
            float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
            return (short) (sign | (Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(0.5f)));
        }
        int odd = (magnitude >> MANTISSA_SHIFT) & 1;
        int rounded = magnitude - (BIAS_DIFFERENCE << 23) + 0xfff + odd;
        return (short) (sign | (rounded >> MANTISSA_SHIFT));
    }

    /** The value of a bfloat16. */
    public static float fromBrain(short brain) {
        return Float.intBitsToFloat(brain << 16);
    }

    /** The nearest bfloat16. */
    public static short toBrain(float value) {
        int bits = Float.floatToRawIntBits(value);
        if (Float.isNaN(value)) {
            return (short) ((bits >>> 16) | 0x40);
        }
        return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
    }
}
