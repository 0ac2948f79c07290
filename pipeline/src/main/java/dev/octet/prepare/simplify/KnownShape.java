package dev.octet.prepare.simplify;

import dev.octet.graph.Dimension;
import java.util.List;
import java.util.stream.IntStream;

/** What two lists of dimensions say about the equality of two shapes. */
final class KnownShape {
    private KnownShape() {}

    /** Whether every dimension of one is that of the other: the same number, or the same name. */
    static boolean areEqual(List<Dimension> first, List<Dimension> second) {
        return first.size() == second.size()
                && IntStream.range(0, first.size()).allMatch(axis -> areEqual(first.get(axis), second.get(axis)));
    }

    /**
     * Whether two tensors with equally many elements have the same shape. One dimension may be unknown if the others
     * are numbers and none is zero: the number of elements settles it.
     */
    static boolean areEqualForOneCount(List<Dimension> first, List<Dimension> second) {
        if (areEqual(first, second)) {
            return true;
        }
        if (first.size() != second.size()) {
            return false;
        }
        int[] open = IntStream.range(0, first.size())
                .filter(axis -> first.get(axis).number().isEmpty() || !areEqual(first.get(axis), second.get(axis)))
                .toArray();
        return open.length == 1
                && (first.get(open[0]).number().isEmpty()
                        || second.get(open[0]).number().isEmpty())
                && first.stream().allMatch(dimension -> dimension.number().orElse(1) > 0);
    }

    private static boolean areEqual(Dimension first, Dimension second) {
        return first.equals(second) && !first.equals(Dimension.UNKNOWN);
    }
}
