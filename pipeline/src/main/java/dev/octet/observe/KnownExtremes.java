package dev.octet.observe;

import java.util.Arrays;

/**
 * Whether values lie within extremes that are known already, which after a few samples nearly all do. That is a
 * question about bits, and several times quicker to answer than what the extremes of the values are.
 *
 * <p>Non-negative floats are ordered as their bits are, read as whole numbers, and NaN and infinities are above all
 * others (IEEE 754). So a difference from the bits of an extreme that is negative shows a value beyond it, and the
 * signs of many differences are gathered by OR. No difference can overflow, since bits of magnitudes are not negative.
 */
final class KnownExtremes {
    private static final int MAGNITUDE = 0x7fffffff;

    private final int[] outside = new int[Workspace.BLOCK];
    private int low;
    private int high;
    private int smallest;
    private int flip;
    private boolean bothSigns;

    /**
     * Takes extremes of finite values, with zeros positive, and forgets all values.
     *
     * @param smallestNegative negative values of a smaller magnitude are taken for values beyond; 0 for none
     */
    void set(float min, float max, float smallestNegative) {
        Arrays.fill(outside, 0);
        int minBits = Float.floatToRawIntBits(min);
        int maxBits = Float.floatToRawIntBits(max);
        bothSigns = minBits < 0 && maxBits >= 0;
        boolean negative = minBits < 0 && maxBits < 0;
        smallest = Float.floatToRawIntBits(smallestNegative);
        flip = negative ? ~MAGNITUDE : 0;
        low = negative ? Math.max(maxBits & MAGNITUDE, smallest) : minBits & MAGNITUDE;
        high = negative ? minBits & MAGNITUDE : maxBits;
    }

    /** Compares the bits of the first {@code count} values of a block, at least one; the others are overwritten. */
    void compare(int[] bits, int count) {
        // A value seen twice changes nothing.
        Arrays.fill(bits, count, Workspace.BLOCK, bits[0]);
        if (bothSigns) {
            compareBothSigns(bits, outside, smallest, low, high);
        } else {
            compareOneSign(bits, outside, flip, low, high);
        }
    }

    /** Values of one sign: the other sign, a magnitude below the low one, or above the high one gives a sign bit. */
    private static void compareOneSign(int[] bits, int[] outside, int flip, int low, int high) {
        for (int i = 0; i < Workspace.BLOCK; i++) {
            int value = bits[i] ^ flip;
            outside[i] |= value | (value - low) | (high - value);
        }
    }

    /**
     * Here {@code low} is the magnitude of the lowest negative value. The sign, spread out, picks the side. A magnitude
     * of 0 has no negative opposite, which lets zeros and positive values pass as if they were not too small.
     */
    private static void compareBothSigns(int[] bits, int[] outside, int smallest, int low, int high) {
        for (int i = 0; i < Workspace.BLOCK; i++) {
            int value = bits[i];
            int sign = value >> 31;
            int negative = value & sign & MAGNITUDE;
            outside[i] |= (high - (value & ~sign)) | (low - negative) | ((negative - smallest) & -negative);
        }
    }

    /** Whether all values compared since {@link #set} are finite and within the extremes. */
    boolean holdAll() {
        int any = 0;
        for (int i = 0; i < Workspace.BLOCK; i++) {
            any |= outside[i];
        }
        return any >= 0;
    }
}
