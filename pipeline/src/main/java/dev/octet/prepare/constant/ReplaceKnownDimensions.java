package dev.octet.prepare.constant;

import dev.octet.graph.Dimension;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces dimensions taken from a {@code Shape} that are the same for every input, although others are not.
 *
 * <pre>{@code
 * c = Gather(Shape(x), [1])   ->   c = [3]     x: float[batch,3,32,32]
 * }</pre>
 *
 * <p>Source: ONNX operators Shape-1, Gather-1 and later; a negative index counts from the end (Gather-11).
 */
public final class ReplaceKnownDimensions implements Rule<ReplaceKnownDimensions.Match> {
    /** {@code value} is what {@code gather} takes, if all of it is known. */
    record Match(Node gather, Optional<Tensor> value) {}

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>("axis is 0", match -> match.gather().intAttribute("axis", 0) == 0),
            new Condition<>(
                    "every dimension taken is known", match -> match.value().isPresent()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("Gather")
                ? scope.producerOfInput(root, 0)
                        .filter(producer -> producer.is("Shape"))
                        .flatMap(shape -> scope.constantInput(root, 1)
                                .filter(indices -> indices.type().isInteger())
                                .map(indices -> new Match(root, taken(scope, shape, indices))))
                : Optional.empty();
    }

    private static Optional<Tensor> taken(Scope scope, Node shape, Tensor indices) {
        return ShapeVector.of(scope, shape)
                .flatMap(entries -> select(entries, indices.toLongs()))
                .flatMap(chosen -> ShapeVector.tensor(chosen, indices.shape()));
    }

    private static Optional<List<Dimension>> select(List<Dimension> entries, long[] indices) {
        List<Dimension> chosen = new ArrayList<>();
        for (long index : indices) {
            long counted = index < 0 ? index + entries.size() : index;
            if (counted < 0 || counted >= entries.size()) {
                return Optional.empty();
            }
            chosen.add(entries.get((int) counted));
        }
        return Optional.of(chosen);
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        return Edit.remove(match.gather())
                .add(Initializer.of(match.gather().output(), match.value().orElseThrow()));
    }
}
