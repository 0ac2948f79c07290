package dev.octet.prepare.shape;

import dev.octet.graph.Node;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Follows integer scalars and vectors from Shape to where they are used, entry by entry.
 *
 * <p>Only operators that pick and join entries are followed; what else computes a vector makes entries of which nothing
 * is known. What is computed from numbers alone is left to the folding of constants.
 *
 * <p>Source: ONNX operators Shape-1, -13, -15 (with {@code start} and {@code end}), Gather-1, Slice-1, Concat-4,
 * Squeeze-1, Unsqueeze-1, Cast-6 and later.
 */
final class ShapeEntries {
    /** Entries of the longest vector followed; no shape is longer. */
    private static final int MAX_LENGTH = 64;

    /** The longest chain of nodes followed. */
    private static final int MAX_DEPTH = 32;

    /** Types that hold any dimension in practice. */
    private static final Set<Long> INTEGERS = Set.of((long) ElementType.INT32.code(), (long) ElementType.INT64.code());

    private final Scope scope;
    private final Map<String, Optional<List<ShapeEntry>>> seen = new HashMap<>();

    private ShapeEntries(Scope scope) {
        this.scope = scope;
    }

    /** The entries of a scalar or vector of integers, empty where not even their number is known. */
    static Optional<List<ShapeEntry>> of(Scope scope, String value) {
        return new ShapeEntries(scope).follow(value, 0);
    }

    /** The numbers, if all are known. */
    static Optional<long[]> numbers(List<ShapeEntry> entries) {
        return entries.stream().allMatch(entry -> entry.size().number().isPresent())
                ? Optional.of(entries.stream()
                        .mapToLong(entry -> entry.size().number().orElseThrow())
                        .toArray())
                : Optional.empty();
    }

    private Optional<List<ShapeEntry>> follow(String value, int depth) {
        Optional<List<ShapeEntry>> known = seen.get(value);
        if (known == null) {
            known = scope.graph()
                    .constant(value)
                    .map(ShapeEntries::constant)
                    .orElseGet(() -> computed(value, depth))
                    .or(() -> ofKnownLength(value));
            seen.put(value, known);
        }
        return known;
    }

    private static Optional<List<ShapeEntry>> constant(Tensor tensor) {
        boolean isList = tensor.type().isInteger() && tensor.shape().rank() <= 1 && tensor.elementCount() <= MAX_LENGTH;
        return isList
                ? Optional.of(
                        LongStream.of(tensor.toLongs()).mapToObj(ShapeEntry::of).toList())
                : Optional.empty();
    }

    private Optional<List<ShapeEntry>> computed(String value, int depth) {
        Optional<Node> producer = scope.graph().uses().producer(value);
        if (producer.isEmpty() || depth > MAX_DEPTH) {
            return Optional.empty();
        }
        Node node = producer.get();
        if (node.is("Shape")) {
            return shape(node);
        }
        if (node.is("Concat")) {
            return joined(node.inputs(), depth);
        }
        Optional<List<ShapeEntry>> entries = follow(node.inputs().get(0), depth + 1);
        if (node.is("Gather")) {
            return entries.flatMap(list -> PickedEntries.byGather(scope, node, list));
        }
        if (node.is("Slice")) {
            return entries.flatMap(list -> PickedEntries.bySlice(scope, node, list));
        }
        if (node.is("Cast")) {
            return INTEGERS.contains(node.intAttribute("to", 0)) ? entries : Optional.empty();
        }
        // From one entry to one entry: a scalar or a vector of length 1, which need not be told apart.
        boolean keepsEntry = node.is("Unsqueeze") || node.is("Squeeze");
        return keepsEntry ? entries.filter(list -> list.size() == 1) : Optional.empty();
    }

    private Optional<List<ShapeEntry>> shape(Node shape) {
        String source = shape.inputs().get(0);
        return scope.dimensions(source)
                .filter(dimensions -> dimensions.size() <= MAX_LENGTH)
                .map(dimensions -> {
                    int rank = dimensions.size();
                    int start = PickedEntries.clamp(shape.intAttribute("start", 0), rank);
                    int end = PickedEntries.clamp(shape.intAttribute("end", rank), rank);
                    return IntStream.range(start, Math.max(start, end))
                            .mapToObj(axis -> ShapeEntry.of(dimensions.get(axis), source, axis))
                            .toList();
                });
    }

    private Optional<List<ShapeEntry>> joined(List<String> parts, int depth) {
        List<ShapeEntry> joined = new ArrayList<>();
        for (String part : parts) {
            Optional<List<ShapeEntry>> entries = follow(part, depth + 1);
            if (entries.isEmpty() || joined.size() + entries.get().size() > MAX_LENGTH) {
                return Optional.empty();
            }
            joined.addAll(entries.get());
        }
        return Optional.of(joined);
    }

    /** ONNX Runtime may know how many entries there are, and nothing of them. */
    private Optional<List<ShapeEntry>> ofKnownLength(String value) {
        return scope.dimensions(value)
                .filter(dimensions -> dimensions.size() <= 1)
                .map(dimensions -> dimensions.stream()
                                .mapToLong(dimension -> dimension.number().orElse(Long.MAX_VALUE))
                                .sum()
                        + (dimensions.isEmpty() ? 1 : 0))
                .filter(length -> length <= MAX_LENGTH)
                .map(length -> Collections.nCopies(length.intValue(), ShapeEntry.UNKNOWN));
    }
}
