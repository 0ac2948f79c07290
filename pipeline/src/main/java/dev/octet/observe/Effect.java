package dev.octet.observe;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * What becomes of each element of a tensor, as far as anyone can see: functions of the element alone. Where the only
 * reader is {@code Relu}, all negative values are the same.
 *
 * @param functions what is read of the element; at least one
 */
public record Effect(List<DoubleUnaryOperator> functions) {
    /** The element itself is read. */
    public static final Effect IDENTITY = new Effect(List.of(DoubleUnaryOperator.identity()));

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if it is empty
     */
    public Effect {
        functions = List.copyOf(functions);
        if (functions.isEmpty()) {
            throw new IllegalArgumentException("Expected a function, got none");
        }
    }

    /** Whether every difference between two elements is seen as it is. */
    public boolean isIdentity() {
        return equals(IDENTITY);
    }

    /** What is read of one element, function by function. */
    double[] of(double element) {
        return functions.stream()
                .mapToDouble(function -> function.applyAsDouble(element))
                .toArray();
    }
}
