package dev.octet.prepare.shape;

import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Replaces dimensions picked from shapes that are the same for every input, although other dimensions are not.
 *
 * <pre>{@code
 * c = Gather(Shape(x), [1])       ->   c = [3]         x: float[batch,3,32,32]
 * d = Slice(Shape(x), [2], [4])   ->   d = [32,32]
 * }</pre>
 *
 * <p>Source: ONNX operators Shape-1, Gather-1, Slice-1 and later; a negative index counts from the end (Gather-11).
 */
public final class ReplaceKnownDimensions implements Rule<ReplaceKnownDimensions.Match> {
    /** {@code value} is what {@code selection} picks, a tensor of the given shape, if all of it is known. */
    record Match(Node selection, Shape shape, Optional<long[]> value) {}

    private static final List<Condition<Match>> CONDITIONS = List.of(new Condition<>(
            "every dimension picked is known", match -> match.value().isPresent()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        boolean isFromShape = (root.is("Gather") || root.is("Slice"))
                && scope.producerOfInput(root, 0)
                        .filter(producer -> producer.is("Shape"))
                        .isPresent();
        return isFromShape ? Optional.of(match(root, scope)) : Optional.empty();
    }

    private static Match match(Node root, Scope scope) {
        Optional<long[]> value = ShapeEntries.of(scope, root.output()).flatMap(ShapeEntries::numbers);
        Shape vector = Shape.of(value.orElse(new long[0]).length);
        return new Match(
                root,
                root.is("Gather")
                        ? scope.constantInput(root, 1).map(Tensor::shape).orElse(vector)
                        : vector,
                value);
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Tensor value = Tensor.ofLongs(match.shape(), match.value().orElseThrow());
        return Edit.remove(match.selection())
                .add(Initializer.of(match.selection().output(), value));
    }
}
