package dev.octet.prepare.shape;

import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the {@code Shape} of a value whose dimensions are the same for every input.
 *
 * <pre>{@code
 * s = Shape(x)   ->   s = [1,3,32,32]     x: float[1,3,32,32]
 * }</pre>
 *
 * <p>Source: ONNX operators Shape-1, -13 and -15, which may take a part of the dimensions.
 */
public final class ReplaceKnownShape implements Rule<ReplaceKnownShape.Match> {
    /** {@code value} is the result, if every dimension asked for is known. */
    record Match(Node shape, Optional<long[]> value) {}

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>("every dimension is known", match -> match.value().isPresent()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("Shape")
                ? Optional.of(
                        new Match(root, ShapeEntries.of(scope, root.output()).flatMap(ShapeEntries::numbers)))
                : Optional.empty();
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Tensor value = Tensor.vector(match.value().orElseThrow());
        return Edit.remove(match.shape()).add(Initializer.of(match.shape().output(), value));
    }
}
