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
 * Gives a {@code Reshape} whose shape is computed a constant one.
 *
 * <pre>{@code
 * Reshape(x, Concat(Gather(Shape(x), [0]), [-1]))     ->   Reshape(x, [0,-1])
 * Reshape(x, Concat(Gather(Shape(y), [0]), [4,16]))   ->   Reshape(x, [-1,4,16])
 * }</pre>
 *
 * <p>Source: ONNX operator Reshape-5 and later: an entry 0 is the same dimension of the input, one entry may be -1, for
 * whatever is left.
 */
public final class FixReshape implements Rule<FixReshape.Match> {
    /** {@code target} is the constant shape, if there is one. */
    record Match(Node reshape, Optional<long[]> target) {}

    private static final List<Condition<Match>> CONDITIONS = List.of(new Condition<>(
            "all dimensions of the result but one are known, or those of the input",
            match -> match.target().isPresent()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("Reshape")
                        && root.input(1).isPresent()
                        && scope.constantInput(root, 1).isEmpty()
                ? Optional.of(new Match(root, target(scope, root)))
                : Optional.empty();
    }

    private static Optional<long[]> target(Scope scope, Node reshape) {
        String input = reshape.inputs().get(0);
        boolean zeroIsZero = reshape.intAttribute("allowzero", 0) != 0;
        return ReshapeTarget.ofShape(scope, input, reshape.inputs().get(1), zeroIsZero)
                .or(() -> ReshapeTarget.ofResult(scope, input, reshape.output()));
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
                .add(reshape.withInput(1, shape).withoutAttribute("allowzero"));
    }
}
