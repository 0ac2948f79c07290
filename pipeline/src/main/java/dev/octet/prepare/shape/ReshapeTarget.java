package dev.octet.prepare.shape;

import dev.octet.graph.Dimension;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The constant shape to give to a {@code Reshape}.
 *
 * <p>An entry that is no number becomes 0 where the input has the same dimension on that axis, else -1. There can be
 * one -1, and not beside a 0: an empty input would leave it undetermined, although the original said what it is.
 *
 * <p>Source: ONNX operator Reshape-5: an entry -1 stands for whatever is left, 0 for the same dimension of the input.
 */
final class ReshapeTarget {
    private static final long REST = -1;
    private static final long SAME = 0;

    private final String input;
    private final List<Dimension> inputDimensions;

    private ReshapeTarget(Scope scope, String input) {
        this.input = input;
        this.inputDimensions = scope.dimensions(input).orElse(List.of());
    }

    /** The target for what is known of the result's dimensions. */
    static Optional<long[]> ofResult(Scope scope, String input, String result) {
        return scope.dimensions(result)
                .flatMap(dimensions -> new ReshapeTarget(scope, input)
                        .of(
                                dimensions.stream()
                                        .map(dimension -> new ShapeEntry(dimension, Optional.empty()))
                                        .toList(),
                                true));
    }

    /**
     * The target for what is known of a computed shape.
     *
     * @param zeroIsZero whether a zero is a dimension (the attribute {@code allowzero} of Reshape-14)
     */
    static Optional<long[]> ofShape(Scope scope, String input, String shape, boolean zeroIsZero) {
        return ShapeEntries.of(scope, shape)
                .flatMap(entries -> new ReshapeTarget(scope, input).of(entries, zeroIsZero));
    }

    private Optional<long[]> of(List<ShapeEntry> entries, boolean zeroIsZero) {
        long[] target = new long[entries.size()];
        boolean isGuessed = false;
        for (int axis = 0; axis < target.length; axis++) {
            ShapeEntry entry = entries.get(axis);
            boolean isNumber = entry.size().number().isPresent();
            boolean isSame = !isNumber && isSame(entry, axis);
            target[axis] = entry.size().number().orElse(isSame ? SAME : REST);
            isGuessed |= !isNumber && !isSame;
            if (isNumber && target[axis] == 0 && zeroIsZero) {
                return Optional.empty();
            }
        }
        return count(target, REST) <= 1 && !(isGuessed && count(target, SAME) > 0)
                ? Optional.of(target)
                : Optional.empty();
    }

    private boolean isSame(ShapeEntry entry, int axis) {
        boolean isPlace = entry.copied().equals(Optional.of(new ShapeEntry.Place(input, axis)));
        return isPlace
                || (axis < inputDimensions.size()
                        && !entry.size().equals(Dimension.UNKNOWN)
                        && entry.size().equals(inputDimensions.get(axis)));
    }

    private static long count(long[] target, long value) {
        return LongStream.of(target).filter(entry -> entry == value).count();
    }
}
