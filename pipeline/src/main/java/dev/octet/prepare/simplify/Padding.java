package dev.octet.prepare.simplify;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.rewrite.IntsArgument;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a {@code Pad} adds.
 *
 * <p>Source: ONNX operators Pad-2 (attributes {@code pads}, {@code value}), Pad-11 and -13 (inputs), Pad-18 (an input
 * {@code axes}).
 */
record Padding(Scope scope, Node node) {
    private static final IntsArgument PADS = new IntsArgument("pads", 1);
    private static final int VALUE = 2;
    private static final IntsArgument AXES = new IntsArgument("axes", 3);

    /** The padding that computes what a node reads as its first input. */
    static Optional<Padding> producing(Scope scope, Node reader) {
        return scope.producerOfInput(reader, 0)
                .filter(producer -> producer.is("Pad"))
                .map(producer -> new Padding(scope, producer));
    }

    /** What is padded. */
    String input() {
        return node.inputs().get(0);
    }

    boolean hasOneUse() {
        return scope.usedOnce(node.output());
    }

    /** Whether the new elements are one value. */
    boolean isConstant() {
        return node.stringAttribute("mode", "constant").equals("constant");
    }

    /** The value of new elements, empty where it is computed or no floating-point number. */
    Optional<Float> value() {
        if (node.attribute("value").orElse(null) instanceof Attribute.FloatValue found) {
            return Optional.of(found.value());
        }
        return node.input(VALUE).isEmpty()
                ? Optional.of(0f)
                : scope.constantInput(node, VALUE).flatMap(Padding::scalar);
    }

    private static Optional<Float> scalar(Tensor tensor) {
        return tensor.type().isFloating() && tensor.elementCount() == 1
                ? Optional.of(tensor.toFloats()[0])
                : Optional.empty();
    }

    /**
     * The number of elements added at the beginning of each axis, then at the end of each; empty where it is computed,
     * or given for some axes of an unknown rank.
     */
    Optional<List<Long>> amounts() {
        Optional<List<Long>> pads = PADS.read(scope, node);
        return AXES.isGiven(node)
                ? pads.flatMap(list -> AXES.read(scope, node).flatMap(axes -> spread(list, axes)))
                : pads;
    }

    private Optional<List<Long>> spread(List<Long> pads, List<Long> axes) {
        return scope.rank(input()).filter(rank -> fit(pads, axes, rank)).map(rank -> {
            List<Long> amounts = new ArrayList<>(
                    IntStream.range(0, 2 * rank).mapToObj(i -> 0L).toList());
            for (int i = 0; i < axes.size(); i++) {
                int axis = Math.floorMod(axes.get(i), rank);
                amounts.set(axis, pads.get(i));
                amounts.set(axis + rank, pads.get(i + axes.size()));
            }
            return amounts;
        });
    }

    private static boolean fit(List<Long> pads, List<Long> axes, int rank) {
        return pads.size() == 2 * axes.size() && axes.stream().allMatch(axis -> axis >= -rank && axis < rank);
    }

    /**
     * The amounts on the spatial axes, those after batch and channels, in the order of a Conv's {@code pads}; empty
     * unless everything else is padded by zero, nothing is cut off, and the rank is at least 3.
     */
    Optional<List<Long>> spatialAmounts() {
        return amounts()
                .filter(amounts -> amounts.size() >= 6
                        && amounts.size() % 2 == 0
                        && amounts.stream().allMatch(amount -> amount >= 0))
                .filter(amounts -> isSpatial(amounts, 0) && isSpatial(amounts, amounts.size() / 2))
                .map(amounts -> {
                    int rank = amounts.size() / 2;
                    List<Long> spatial = new ArrayList<>(amounts.subList(2, rank));
                    spatial.addAll(amounts.subList(rank + 2, 2 * rank));
                    return spatial;
                });
    }

    private static boolean isSpatial(List<Long> amounts, int start) {
        return amounts.get(start) == 0 && amounts.get(start + 1) == 0;
    }
}
