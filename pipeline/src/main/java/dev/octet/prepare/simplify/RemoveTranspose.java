package dev.octet.prepare.simplify;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Removes a {@code Transpose} that leaves every axis where it is.
 *
 * <pre>{@code
 * f(Transpose(x) {perm = [0,1,2,...]})   ->   f(x)
 * }</pre>
 *
 * <p>Source: ONNX operator Transpose-1 and later.
 */
public final class RemoveTranspose implements Rule<Bypass> {
    @Override
    public Optional<Bypass> match(Scope scope, Node root) {
        return root.is("Transpose")
                ? root.intsAttribute("perm")
                        .filter(perm -> perm.equals(
                                LongStream.range(0, perm.size()).boxed().toList()))
                        .flatMap(perm -> Bypass.of(scope, root, 0))
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
