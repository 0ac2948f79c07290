package dev.octet.tensor;

import java.util.Arrays;
import java.util.stream.LongStream;

/** The dimensions of a tensor, outermost first; rank 0 is a scalar. Every dimension is known and not negative. */
public final class Shape {
    /** The shape of a scalar. */
    public static final Shape SCALAR = new Shape(new long[0]);

    private final long[] dimensions;
    private final long elementCount;

    private Shape(long[] dimensions) {
        this.dimensions = dimensions;
        long count = 1;
        for (long dimension : dimensions) {
            if (dimension < 0) {
                throw new IllegalArgumentException(
                        "Expected dimensions of 0 or more, got " + Arrays.toString(dimensions));
            }
            count = Math.multiplyExact(count, dimension);
        }
        this.elementCount = count;
    }

    /**
     * The shape with these dimensions.
     *
     * @throws IllegalArgumentException if a dimension is negative
     * @throws ArithmeticException if the number of elements exceeds 2^63-1
     */
    public static Shape of(long... dimensions) {
        return dimensions.length == 0 ? SCALAR : new Shape(dimensions.clone());
    }

    /** Number of dimensions. */
    public int rank() {
        return dimensions.length;
    }

    /** The dimension on an axis from 0 to rank-1. */
    public long dimension(int axis) {
        return dimensions[axis];
    }

    /** Product of all dimensions; 1 for a scalar. */
    public long elementCount() {
        return elementCount;
    }

    /** Product of the dimensions from {@code from} inclusive to {@code to} exclusive. */
    public long elementCount(int from, int to) {
        return LongStream.of(dimensions).skip(from).limit(to - from).reduce(1, Math::multiplyExact);
    }

    /** A copy of the dimensions. */
    public long[] dimensions() {
        return dimensions.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(dimensions, shape.dimensions);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dimensions);
    }

    /** The dimensions as {@code [2,3]}. */
    @Override
    public String toString() {
        return Arrays.toString(dimensions).replace(" ", "");
    }
}
