package dev.octet.prepare.simplify;

import dev.octet.graph.Dimension;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is known for certain about the dimensions of a value. A name is no knowledge: nothing holds callers to it. */
final class KnownShape {
    /** The entry of a Reshape's shape that stands for whatever is left. */
    private static final long REST = -1;

    private KnownShape() {}

    /** Whether every dimension has a number, and the numbers are the same. */
    static boolean areEqual(List<Dimension> first, List<Dimension> second) {
        return first.size() == second.size() && agreements(first, second) == first.size();
    }

    /**
     * Whether two tensors with equally many elements have the same shape. One dimension may be unknown: the number of
     * elements settles it.
     */
    static boolean areEqualForOneCount(List<Dimension> first, List<Dimension> second) {
        return first.size() == second.size()
                && agreements(first, second) + unknown(first, second) == first.size()
                && unknown(first, second) <= 1
                && first.stream().allMatch(dimension -> dimension.number().orElse(1) > 0);
    }

    private static long agreements(List<Dimension> first, List<Dimension> second) {
        return IntStream.range(0, first.size())
                .filter(axis -> first.get(axis).number().isPresent()
                        && first.get(axis).number().equals(second.get(axis).number()))
                .count();
    }

    /** Dimensions that one or both of the shapes leave unknown. */
    private static long unknown(List<Dimension> first, List<Dimension> second) {
        return IntStream.range(0, first.size())
                .filter(axis -> first.get(axis).number().isEmpty()
                        || second.get(axis).number().isEmpty())
                .count();
    }

    /**
     * The shape that makes a Reshape produce these dimensions, if at most one is unknown. None may be zero: to a
     * Reshape that means something else.
     */
    static Optional<long[]> asReshapeTarget(List<Dimension> dimensions) {
        long[] target = dimensions.stream()
                .mapToLong(dimension -> dimension.number().orElse(REST))
                .toArray();
        long rests = IntStream.range(0, target.length)
                .filter(axis -> target[axis] == REST)
                .count();
        boolean hasZero = IntStream.range(0, target.length).anyMatch(axis -> target[axis] == 0);
        return rests <= 1 && !hasZero ? Optional.of(target) : Optional.empty();
    }
}
