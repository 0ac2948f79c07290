package dev.octet.prepare.simplify;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.IntsArgument;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Removes a {@code Slice} that keeps everything.
 *
 * <pre>{@code
 * f(Slice(x, starts = [0], ends = [2^31-1 or more, or the size of the axis], axes, steps = [1]))   ->   f(x)
 * }</pre>
 *
 * <p>Source: ONNX operators Slice-1, -10, -11 and -13. Exporters write "to the end" as the largest 32-bit or 64-bit
 * integer.
 */
public final class RemoveSlice implements Rule<Bypass> {
    private static final IntsArgument STARTS = new IntsArgument("starts", 1);
    private static final IntsArgument ENDS = new IntsArgument("ends", 2);
    private static final IntsArgument AXES = new IntsArgument("axes", 3);
    private static final IntsArgument STEPS = new IntsArgument("steps", 4);

    @Override
    public Optional<Bypass> match(Scope scope, Node root) {
        return root.is("Slice") ? Bypass.of(scope, root, 0).filter(match -> keepsAll(scope, root)) : Optional.empty();
    }

    private static boolean keepsAll(Scope scope, Node node) {
        List<Long> starts = STARTS.read(scope, node).orElse(List.of());
        List<Long> ends = ENDS.read(scope, node).orElse(List.of());
        return !starts.isEmpty()
                && starts.size() == ends.size()
                && starts.stream().allMatch(start -> start == 0)
                && areAll(scope, node, STEPS, 1)
                && (ends.stream().allMatch(end -> end >= Integer.MAX_VALUE) || reachTheEnd(scope, node, ends));
    }

    private static boolean areAll(Scope scope, Node node, IntsArgument argument, long expected) {
        return !argument.isGiven(node)
                || argument.read(scope, node)
                        .filter(values -> values.stream().allMatch(value -> value == expected))
                        .isPresent();
    }

    private static boolean reachTheEnd(Scope scope, Node node, List<Long> ends) {
        Optional<List<Dimension>> dimensions = scope.dimensions(node.inputs().get(0));
        Optional<List<Long>> axes = AXES.isGiven(node)
                ? AXES.read(scope, node)
                : Optional.of(LongStream.range(0, ends.size()).boxed().toList());
        return dimensions.isPresent()
                && axes.filter(list -> list.size() == ends.size()).isPresent()
                && IntStream.range(0, ends.size())
                        .allMatch(
                                i -> reachesTheEnd(dimensions.get(), axes.get().get(i), ends.get(i)));
    }

    private static boolean reachesTheEnd(List<Dimension> dimensions, long axis, long end) {
        long counted = axis < 0 ? axis + dimensions.size() : axis;
        return counted >= 0
                && counted < dimensions.size()
                && end >= dimensions.get((int) counted).number().orElse(Integer.MAX_VALUE);
    }

    @Override
    public List<Condition<Bypass>> conditions() {
        return Bypass.CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Bypass match) {
        return match.edit();
    }
}
