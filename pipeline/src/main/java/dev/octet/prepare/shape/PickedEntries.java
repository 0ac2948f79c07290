package dev.octet.prepare.shape;

import dev.octet.graph.Node;
import dev.octet.rewrite.IntsArgument;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The entries that a Gather or a Slice picks from a vector.
 *
 * <p>Source: ONNX operators Gather-1, -11 and -13; Slice-1, -10, -11 and -13.
 */
final class PickedEntries {
    private static final IntsArgument STARTS = new IntsArgument("starts", 1);
    private static final IntsArgument ENDS = new IntsArgument("ends", 2);
    private static final IntsArgument STEPS = new IntsArgument("steps", 4);

    /** Indices beyond which nobody picks from a shape. */
    private static final int MAX_INDICES = 64;

    private PickedEntries() {}

    /** What a gather with constant indices picks; empty if the indices are computed or out of range. */
    static Optional<List<ShapeEntry>> byGather(Scope scope, Node gather, List<ShapeEntry> entries) {
        Optional<Tensor> indices = scope.constantInput(gather, 1)
                .filter(tensor -> tensor.type().isInteger() && tensor.shape().rank() <= 1)
                .filter(tensor -> tensor.elementCount() <= MAX_INDICES);
        if (indices.isEmpty()) {
            return Optional.empty();
        }
        List<ShapeEntry> picked = new ArrayList<>();
        for (long index : indices.get().toLongs()) {
            long counted = index < 0 ? index + entries.size() : index;
            if (counted < 0 || counted >= entries.size()) {
                return Optional.empty();
            }
            picked.add(entries.get((int) counted));
        }
        return Optional.of(picked);
    }

    /** What a slice in steps of 1 with constant bounds picks; its one axis can only be 0. */
    static Optional<List<ShapeEntry>> bySlice(Scope scope, Node slice, List<ShapeEntry> entries) {
        Optional<Long> start = single(scope, STARTS, slice);
        Optional<Long> end = single(scope, ENDS, slice);
        boolean isPlain = !STEPS.isGiven(slice) || single(scope, STEPS, slice).equals(Optional.of(1L));
        if (start.isEmpty() || end.isEmpty() || !isPlain) {
            return Optional.empty();
        }
        int from = clamp(start.get(), entries.size());
        int to = clamp(end.get(), entries.size());
        return Optional.of(entries.subList(from, Math.max(from, to)));
    }

    private static Optional<Long> single(Scope scope, IntsArgument argument, Node node) {
        return argument.read(scope, node).filter(list -> list.size() == 1).map(list -> list.get(0));
    }

    /** A position, negative ones counted from the end, brought into the range from 0 to the length. */
    static int clamp(long position, int length) {
        return (int) Math.min(Math.max(position < 0 ? position + length : position, 0), length);
    }
}
