package dev.octet.affine;

import org.jspecify.annotations.Nullable;

/**
 * The real values from {@code min} to {@code max}, both inclusive.
 *
 * @param min the lowest value; finite, never negative zero
 * @param max the highest value; finite, at least {@code min}, never negative zero
 */
public record Range(float min, float max) {
    /** The range that holds only zero. */
    public static final Range ZERO = new Range(0, 0);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException if a bound is not finite or {@code min > max}
     */
    public Range {
        if (!Float.isFinite(min) || !Float.isFinite(max) || min > max) {
            throw new IllegalArgumentException(
                    "Expected finite bounds with min <= max, got [" + min + ", " + max + "]");
        }
        // Adding positive zero turns negative zero into it and changes nothing else.
        min += 0f;
        max += 0f;
    }

    /** The range from {@code -magnitude} to {@code magnitude}. */
    public static Range symmetric(float magnitude) {
        return new Range(-magnitude, magnitude);
    }

    /** The smallest range that holds both. */
    public Range union(Range other) {
        return new Range(Math.min(min, other.min), Math.max(max, other.max));
    }

    /** The smallest range that holds this one and zero. */
    public Range withZero() {
        return min <= 0 && max >= 0 ? this : union(ZERO);
    }

    /** The part that both share, or the point of {@code other} nearest to this range if they share nothing. */
    public Range clampedTo(Range other) {
        return new Range(Math.min(Math.max(min, other.min), other.max), Math.max(Math.min(max, other.max), other.min));
    }

    /** Whether a value lies inside. */
    public boolean contains(float value) {
        return value >= min && value <= max;
    }

    /** The largest absolute value inside. */
    public float magnitude() {
        return Math.max(Math.abs(min), Math.abs(max));
    }

    /** {@code max - min}, which binary32 may not be able to hold. */
    public double width() {
        return (double) max - min;
    }

    // Written out, since what a record gets by itself is linked at its first use, which takes a while.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Range that && that.min == min && that.max == max;
    }

    @Override
    public int hashCode() {
        return 31 * Float.hashCode(min) + Float.hashCode(max);
    }

    /** The bounds as {@code [-1.5, 2.5]}. */
    @Override
    public String toString() {
        return "[" + min + ", " + max + "]";
    }
}
