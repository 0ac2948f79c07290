package dev.octet.prepare.simplify;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Removes {@code Identity}; where it copies an initializer, its readers read the initializer.
 *
 * <pre>{@code
 * f(Identity(x))   ->   f(x)
 * }</pre>
 *
 * <p>Source: ONNX operator Identity-1.
 */
public final class RemoveIdentity implements Rule<Bypass> {
    @Override
    public Optional<Bypass> match(Scope scope, Node root) {
        return root.is("Identity") ? Bypass.of(scope, root, 0) : Optional.empty();
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
