package dev.octet.prepare.constant;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known about the result of a {@code Shape} before the model runs.
 *
 * <p>Source: ONNX operators Shape-1, -13, and -15, which takes a part from {@code start} to {@code end}.
 */
final class ShapeVector {
    private ShapeVector() {}

    /** The entries of the result, empty where not even their number is known. */
    static Optional<List<Dimension>> of(Scope scope, Node shape) {
        return scope.dimensions(shape.inputs().get(0)).map(dimensions -> {
            int rank = dimensions.size();
            int start = clamp(shape.intAttribute("start", 0), rank);
            int end = clamp(shape.intAttribute("end", rank), rank);
            return dimensions.subList(start, Math.max(start, end));
        });
    }

    private static int clamp(long position, int rank) {
        return (int) Math.min(Math.max(position < 0 ? position + rank : position, 0), rank);
    }

    /** The numbers as an int64 tensor, if all are known. */
    static Optional<Tensor> tensor(List<Dimension> entries, Shape shape) {
        return entries.stream().allMatch(entry -> entry.number().isPresent())
                ? Optional.of(Tensor.ofLongs(
                        shape,
                        entries.stream()
                                .map(Dimension::number)
                                .mapToLong(OptionalLong::getAsLong)
                                .toArray()))
                : Optional.empty();
    }
}
