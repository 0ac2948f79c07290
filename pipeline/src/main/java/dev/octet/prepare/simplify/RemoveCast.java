package dev.octet.prepare.simplify;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Removes a {@code Cast} to the type that its input has.
 *
 * <pre>{@code
 * f(Cast(x) {to = type of x})   ->   f(x)
 * }</pre>
 *
 * <p>Source: ONNX operator Cast-6 and later.
 */
public final class RemoveCast implements Rule<Bypass> {
    @Override
    public Optional<Bypass> match(Scope scope, Node root) {
        return root.is("Cast")
                ? Bypass.of(scope, root, 0)
                        .filter(match -> scope.elementType(match.source())
                                .filter(type -> type.code() == root.intAttribute("to", 0))
                                .isPresent())
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
