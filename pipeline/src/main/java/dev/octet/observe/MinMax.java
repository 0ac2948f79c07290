package dev.octet.observe;

import dev.octet.affine.Range;
import java.util.Optional;

/**
 * The extremes of the values seen, exactly, and how many there were.
 *
 * @param min the lowest finite value; positive infinity if there was none
 * @param max the highest finite value; negative infinity if there was none
 * @param elements number of values, whatever they were
 * @param nan how many of them were NaN
 * @param infinite how many of them were infinite
 */
public record MinMax(float min, float max, long elements, long nan, long infinite) {
    /** Nothing was seen: the identity of {@link #merge}. */
    public static final MinMax EMPTY = new MinMax(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, 0, 0, 0);

    /**
     * Checks that bounds and counts fit each other.
     *
     * @throws IllegalArgumentException if they do not
     */
    public MinMax {
        boolean bounded = Float.isFinite(min) && Float.isFinite(max) && min <= max;
        boolean unbounded = min == Float.POSITIVE_INFINITY && max == Float.NEGATIVE_INFINITY;
        boolean counted = nan >= 0 && infinite >= 0 && elements >= nan + infinite;
        if (!counted || (elements == nan + infinite ? !unbounded : !bounded)) {
            throw new IllegalArgumentException("Expected bounds of the finite values, got [%s, %s] for %d, %d, %d"
                    .formatted(min, max, elements, nan, infinite));
        }
        // Negative zero becomes positive zero, so that it does not matter which of them came first.
        min += 0f;
        max += 0f;
    }

    /** What both saw together. */
    public MinMax merge(MinMax other) {
        return new MinMax(
                Math.min(min, other.min),
                Math.max(max, other.max),
                Math.addExact(elements, other.elements),
                Math.addExact(nan, other.nan),
                Math.addExact(infinite, other.infinite));
    }

    /** These extremes, for so many values, all of them finite. */
    MinMax withElements(long number) {
        return new MinMax(min, max, number, 0, 0);
    }

    /** Number of finite values. */
    public long finite() {
        return elements - nan - infinite;
    }

    /** The range of the finite values, or empty if there was none. */
    public Optional<Range> range() {
        return finite() == 0 ? Optional.empty() : Optional.of(new Range(min, max));
    }

    /** The largest absolute value of the finite values; 0 if there was none. */
    public float magnitude() {
        return finite() == 0 ? 0 : Math.max(Math.abs(min), Math.abs(max));
    }
}
