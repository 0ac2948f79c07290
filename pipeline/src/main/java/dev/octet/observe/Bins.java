package dev.octet.observe;

/** Which bin a value falls into; see {@link Histogram}. */
final class Bins {
    /** Bins on each side of zero, at most: the highest bin is {@code HALF - 1}, the lowest {@code -HALF}. */
    static final int HALF = 4096;

    /** Below this the reciprocal of the width would leave binary32. */
    static final int SMALLEST_EXPONENT = -126;

    private static final int BITS_OF_LARGEST = 11;

    private Bins() {}

    /** The exponent of the width for a largest absolute value. */
    static int exponent(float magnitude) {
        return Math.max(Math.getExponent(magnitude) - BITS_OF_LARGEST, SMALLEST_EXPONENT);
    }

    /** Whether the outermost of these bins can hold a magnitude that asks for this width. */
    static boolean fit(int exponent, int lowest, int highest) {
        if (lowest < -HALF || highest >= HALF || exponent < SMALLEST_EXPONENT || exponent > 127 - BITS_OF_LARGEST) {
            return false;
        }
        // A negative bin reaches to its lower edge, a positive one to just below its upper edge.
        boolean wideEnough = lowest <= -HALF / 2 || highest >= HALF / 2;
        return wideEnough || exponent == SMALLEST_EXPONENT;
    }
}
