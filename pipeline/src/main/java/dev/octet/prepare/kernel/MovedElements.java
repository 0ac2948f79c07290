package dev.octet.prepare.kernel;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A value whose elements were moved about, and from where each came: {@code y[i] = x[from[i]]}, both counted in
 * row-major order.
 */
final class MovedElements {
    /** Elements that are numbered at most. */
    private static final long MOST_ELEMENTS = 1L << 22;

    /** They keep the order of elements. */
    private static final Set<String> VIEWS = Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze");

    private final List<Integer> shape;
    /** The place of each element in the value that was begun with. */
    private final int[] from;

    private MovedElements(List<Integer> shape, int[] from) {
        this.shape = shape;
        this.from = from;
    }

    /** Whether a node does nothing but move elements of its first input, to places that do not depend on data. */
    static boolean isMoving(Scope scope, Node node) {
        return node.is("Transpose")
                || VIEWS.stream().anyMatch(node::is)
                || (node.is("Gather") && scope.constantInput(node, 1).isPresent());
    }

    /** Elements in their places. */
    static MovedElements inPlace(List<Integer> shape) {
        return new MovedElements(shape, IntStream.range(0, count(shape)).toArray());
    }

    /** What a node makes of them; empty where its result has dimensions that are not known. */
    Optional<MovedElements> through(Scope scope, Node node) {
        Optional<List<Integer>> result = known(scope, node.output());
        if (node.is("Transpose")) {
            return result.map(shape -> transposed(shape, permutation(node)));
        }
        return node.is("Gather")
                ? result.flatMap(shape ->
                        gathered(shape, node, scope.constantInput(node, 1).orElseThrow()))
                : result.filter(shape -> count(shape) == from.length).map(shape -> new MovedElements(shape, from));
    }

    /** The dimensions of a value where all are known, and it has no more elements than are numbered at most. */
    static Optional<List<Integer>> known(Scope scope, String value) {
        return scope.dimensions(value)
                .filter(dimensions -> dimensions.stream().allMatch(Dimension.Known.class::isInstance))
                .map(dimensions -> dimensions.stream()
                        .map(dimension -> dimension.number().orElseThrow())
                        .toList())
                .filter(MovedElements::areFew)
                .map(dimensions -> dimensions.stream().map(Math::toIntExact).toList());
    }

    /** Of any of the dimensions, too: none counts as one. */
    private static boolean areFew(List<Long> dimensions) {
        long elements = 1;
        for (long dimension : dimensions) {
            if (dimension > MOST_ELEMENTS) {
                return false;
            }
            elements = Math.min(elements * Math.max(1, dimension), MOST_ELEMENTS + 1);
        }
        return elements <= MOST_ELEMENTS;
    }

    /** Whether two shapes {@code [samples, channels, ...positions]} differ in nothing but the number of channels. */
    static boolean haveSamePositions(List<Integer> one, List<Integer> other) {
        return one.size() == other.size()
                && one.size() > 2
                && one.get(0).equals(other.get(0))
                && one.subList(2, one.size()).equals(other.subList(2, other.size()));
    }

    static int count(List<Integer> shape) {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    private List<Integer> permutation(Node transpose) {
        int rank = shape.size();
        return transpose
                .intsAttribute("perm")
                .map(axes -> axes.stream().map(Long::intValue).toList())
                .orElseGet(() -> IntStream.range(0, rank)
                        .mapToObj(axis -> rank - 1 - axis)
                        .toList());
    }

    private MovedElements transposed(List<Integer> result, List<Integer> permutation) {
        int[] strides = new int[result.size()];
        for (int axis = 0; axis < strides.length; axis++) {
            strides[axis] = count(shape.subList(permutation.get(axis) + 1, shape.size()));
        }
        int[] moved = new int[from.length];
        for (int place = 0; place < moved.length; place++) {
            int rest = place;
            int source = 0;
            for (int axis = strides.length - 1; axis >= 0; axis--) {
                source += rest % result.get(axis) * strides[axis];
                rest /= result.get(axis);
            }
            moved[place] = from[source];
        }
        return new MovedElements(result, moved);
    }

    private Optional<MovedElements> gathered(List<Integer> result, Node gather, Tensor indices) {
        int axis = Math.floorMod((int) gather.intAttribute("axis", 0), shape.size());
        int length = shape.get(axis);
        int inner = count(shape.subList(axis + 1, shape.size()));
        long[] given = indices.toLongs();
        if (Arrays.stream(given).anyMatch(index -> index < -length || index >= length)) {
            return Optional.empty();
        }
        int[] chosen = Arrays.stream(given)
                .mapToInt(index -> (int) Math.floorMod(index, (long) length))
                .toArray();
        int[] moved = new int[count(result)];
        for (int place = 0; place < moved.length; place++) {
            int block = place / inner;
            int source = (block / chosen.length * length + chosen[block % chosen.length]) * inner + place % inner;
            moved[place] = from[source];
        }
        return Optional.of(new MovedElements(result, moved));
    }

    /**
     * Which channels were chosen, where all positions of each channel stayed together and in order.
     *
     * @param source the shape that was begun with, {@code [samples, channels, ...positions]}
     */
    Optional<long[]> chosenChannels(List<Integer> source) {
        if (!haveSamePositions(shape, source) || from.length == 0) {
            return Optional.empty();
        }
        int positions = count(source.subList(2, source.size()));
        int[] channels = IntStream.range(0, shape.get(1))
                .map(channel -> from[channel * positions] / positions)
                .toArray();
        for (int place = 0; place < from.length; place++) {
            int block = place / positions;
            int sample = block / channels.length;
            int expected = (sample * source.get(1) + channels[block % channels.length]) * positions + place % positions;
            if (from[place] != expected) {
                return Optional.empty();
            }
        }
        return Optional.of(Arrays.stream(channels).asLongStream().toArray());
    }
}
