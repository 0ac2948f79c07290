package dev.octet.prepare.kernel;

import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Chooses channels by one {@code Gather} where they are shuffled by a row of nodes, as ShuffleNet does.
 *
 * <pre>{@code
 * Reshape(Transpose(Reshape(x, [N, G, C / G, H, W])) {perm = [0, 2, 1, 3, 4]}, [N, C, H, W])   ->   Gather(x, order) {axis = 1}
 *
 * order[i * G + g] = g * C / G + i;   the same for any row of Reshape, Transpose, Gather and the like that comes to this
 * }</pre>
 *
 * <p>Each node of the row is a copy of everything, and between integers has a quantizer of its own. What the row comes
 * to is found out by sending the number of each element through it. Where others read results in between, or the same
 * shuffle, its nodes stay until nobody does.
 *
 * <p>Source: ONNX operators Reshape-1, Transpose-1, Gather-1 and later. The shuffle: X. Zhang et al., ShuffleNet: An
 * Extremely Efficient Convolutional Neural Network for Mobile Devices, 2018.
 */
public final class GatherChannels implements Rule<GatherChannels.Match> {
    /** Nodes in a row; exporters write three to five. */
    private static final int LONGEST = 6;

    /**
     * A row of nodes with a Transpose among them.
     *
     * @param row the nodes, the last one first
     * @param source what the row reads
     */
    record Match(Scope scope, List<Node> row, String source) {
        private Optional<long[]> order() {
            Optional<List<Integer>> result =
                    MovedElements.known(scope, row.get(0).output());
            Optional<List<Integer>> shape = MovedElements.known(scope, source)
                    .filter(known -> result.isPresent() && MovedElements.haveSamePositions(known, result.get()));
            Optional<MovedElements> moved = shape.map(MovedElements::inPlace);
            for (int node = row.size() - 1; node >= 0 && moved.isPresent(); node--) {
                Node next = row.get(node);
                moved = moved.flatMap(elements -> elements.through(scope, next));
            }
            return moved.flatMap(elements -> elements.chosenChannels(shape.orElseThrow()));
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(new Condition<>(
            "dimensions are known, and the row does nothing but choose channels",
            match -> match.order().isPresent()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        List<Node> row = new ArrayList<>();
        Optional<Match> longest = Optional.empty();
        Optional<Node> next = Optional.of(root).filter(node -> MovedElements.isMoving(scope, node));
        while (next.isPresent() && row.size() < LONGEST) {
            row.add(next.get());
            Match match = new Match(scope, List.copyOf(row), next.get().inputs().get(0));
            boolean isRow = row.stream().anyMatch(node -> node.is("Transpose"));
            if (isRow && (longest.isEmpty() || match.order().isPresent())) {
                longest = Optional.of(match);
            }
            next = scope.producerOfInput(next.get(), 0).filter(node -> MovedElements.isMoving(scope, node));
        }
        return longest;
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node last = match.row().get(0);
        String order = scope.names().fresh(last.output() + "/channels");
        return Edit.remove(last)
                .add(Initializer.of(order, Tensor.vector(match.order().orElseThrow())))
                .add(Node.of(
                        last.name(),
                        "Gather",
                        List.of(match.source(), order),
                        last.outputs(),
                        Map.of("axis", new Attribute.IntValue(1))));
    }
}
