package dev.octet.prepare.simplify;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.IntsArgument;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Removes a {@code Pad} that adds nothing on any side.
 *
 * <pre>{@code
 * f(Pad(x, pads = [0,0,...]))   ->   f(x)
 * }</pre>
 *
 * <p>Source: ONNX operator Pad-2 and later.
 */
public final class RemovePad implements Rule<Bypass> {
    private static final IntsArgument PADS = new IntsArgument("pads", 1);

    @Override
    public Optional<Bypass> match(Scope scope, Node root) {
        return root.is("Pad")
                ? PADS.read(scope, root)
                        .filter(pads -> pads.stream().allMatch(pad -> pad == 0))
                        .flatMap(pads -> Bypass.of(scope, root, 0))
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
