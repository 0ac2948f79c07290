package dev.octet.prepare.shape;

import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Merges two changes of shape in a row into one {@code Reshape}.
 *
 * <pre>{@code
 * Squeeze(Unsqueeze(x))   ->   Reshape(x, shape)     the same for any two of Reshape, Flatten, Squeeze, Unsqueeze
 *
 * shape   the dimensions of the result, 0 for those of x, -1 for the one that is not known
 * }</pre>
 *
 * <p>Source: ONNX operators Reshape-5, Flatten-1, Squeeze-1, Unsqueeze-1 and later; all keep the elements in order.
 */
public final class MergeReshapes implements Rule<MergeReshapes.Match> {
    private static final Set<String> OPERATORS = Set.of("Reshape", "Flatten", "Squeeze", "Unsqueeze");

    /** {@code first} feeds {@code second}. */
    record Match(Scope scope, Node first, Node second) {
        private Optional<long[]> target() {
            return ReshapeTarget.ofResult(scope, first.inputs().get(0), second.output());
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            // Reshape-1 has the shape as an attribute.
            new Condition<>(
                    "the model is of opset 5 or later", match -> match.scope().opset() >= 5),
            new Condition<>(
                    "the first result has no other use",
                    match -> match.scope().usedOnce(match.first().output())),
            new Condition<>(
                    "all dimensions of the result but one are known, or those of the input",
                    match -> match.target().isPresent()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return isReshape(root)
                ? scope.producerOfInput(root, 0)
                        .filter(MergeReshapes::isReshape)
                        .map(producer -> new Match(scope, producer, root))
                : Optional.empty();
    }

    private static boolean isReshape(Node node) {
        return OPERATORS.stream().anyMatch(node::is);
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node second = match.second();
        String shape = scope.names().fresh(second.output() + "/shape");
        String source = match.first().inputs().get(0);
        return Edit.remove(match.first(), second)
                .add(Initializer.of(shape, Tensor.vector(match.target().orElseThrow())))
                .add(Node.of(second.name(), "Reshape", List.of(source, shape), List.of(second.output()), Map.of()));
    }
}
