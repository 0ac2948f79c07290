package dev.octet.prepare.simplify;

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
 * Gives a {@code Reshape} whose shape is computed a constant one.
 *
 * <pre>{@code
 * Reshape(x, Concat(Gather(Shape(x), 0), [64]))   ->   Reshape(x, [-1,64])     result: float[batch,64]
 * }</pre>
 *
 * <p>Source: ONNX operator Reshape-5 and later: one entry may be -1, for whatever is left.
 */
public final class FixReshape implements Rule<FixReshape.Match> {
    /** {@code target} is the constant shape, if there is one. */
    record Match(Node reshape, Optional<long[]> target) {}

    private static final List<Condition<Match>> CONDITIONS = List.of(new Condition<>(
            "all dimensions of the result but one are known and not zero",
            match -> match.target().isPresent()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("Reshape")
                        && root.input(1).isPresent()
                        && scope.constantInput(root, 1).isEmpty()
                ? Optional.of(new Match(root, scope.dimensions(root.output()).flatMap(KnownShape::asReshapeTarget)))
                : Optional.empty();
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node reshape = match.reshape();
        String shape = scope.names().fresh(reshape.output() + "/shape");
        return Edit.remove(reshape)
                .add(Initializer.of(shape, Tensor.vector(match.target().orElseThrow())))
                .add(reshape.withInput(1, shape));
    }
}
