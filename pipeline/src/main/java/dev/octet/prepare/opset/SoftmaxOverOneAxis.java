package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Writes a Softmax, LogSoftmax or Hardmax over all axes from one on as one over a single axis.
 *
 * <pre>{@code
 * Softmax(x) {axis}   ->   Softmax(x) {axis'}                             at most one of the axes is longer than 1
 *                     ->   Reshape(Softmax(Flatten(x) {axis}) {-1}, Shape(x))                          otherwise
 * }</pre>
 *
 * <p>Source: Softmax 11 and 13. The default was 1 and became -1, so the axis is always written out.
 */
final class SoftmaxOverOneAxis implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        long axis = node.intAttribute("axis", 1);
        Optional<Long> single =
                singleAxis(axis, surroundings.dimensions(node.inputs().get(0)));
        return single.map(only -> Adaptation.to(node.withAttribute("axis", Attribute.of(only))))
                .orElseGet(() -> flattened(node, axis, surroundings));
    }

    /** The axis over which the result is the same, where the shape tells. */
    private static Optional<Long> singleAxis(long axis, Optional<List<Dimension>> dimensions) {
        if (axis == -1) {
            return Optional.of(axis);
        }
        int rank = dimensions.map(List::size).orElse(-1);
        int first = (int) (axis < 0 ? axis + rank : axis);
        if (first < 0 || first >= rank) {
            return Optional.empty();
        }
        List<Dimension> coerced = dimensions.orElseThrow().subList(first, rank);
        List<Integer> longer = IntStream.range(0, coerced.size())
                .filter(i -> !coerced.get(i).equals(new Dimension.Known(1)))
                .boxed()
                .toList();
        if (longer.size() > 1) {
            return Optional.empty();
        }
        return Optional.of((long) first + (longer.isEmpty() ? 0 : longer.get(0)));
    }

    private static Adaptation flattened(Node node, long axis, Surroundings surroundings) {
        NodeSequence nodes = new NodeSequence(node, surroundings);
        String input = node.inputs().get(0);
        String flat = nodes.add("flat", "Flatten", List.of(input), Map.of("axis", Attribute.of(axis)));
        String result = nodes.addRenamed(
                "flat_result", node.withInputs(List.of(flat)).withAttribute("axis", Attribute.of(-1L)));
        nodes.addReshaped(result, input);
        return nodes.adaptation();
    }
}
