package dev.octet.prepare.simplify;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes an operator for any number of inputs where it has one.
 *
 * <pre>{@code
 * f(Concat(x))   ->   f(x)     the same for Sum, Max, Min and Mean
 * }</pre>
 *
 * <p>Source: ONNX operators Concat-1, Sum-1, Max-1, Min-1, Mean-1 and later.
 */
public final class RemoveSingleInput implements Rule<Bypass> {
    private static final Set<String> OPERATORS = Set.of("Concat", "Sum", "Max", "Min", "Mean");

    @Override
    public Optional<Bypass> match(Scope scope, Node root) {
        return root.inputs().size() == 1 && OPERATORS.stream().anyMatch(root::is)
                ? Bypass.of(scope, root, 0)
                : Optional.empty();
    }

    @Override
    public List<Condition<Bypass>> conditions() {
        return Bypass.CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Bypass match) {
        return match.edit();
    }
}
