package dev.octet.dynamic;

import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Quantizes a value once where several products read it.
 *
 * <pre>{@code
 * a, s, z = DynamicQuantizeLinear(x);  b, t, u = DynamicQuantizeLinear(x)   ->   the first, read by all
 * }</pre>
 */
final class MergeQuantizers implements Rule<MergeQuantizers.Pair> {
    /** Two nodes that do the same; the first stays. */
    record Pair(Node first, Node second) {}

    @Override
    public Optional<Pair> match(Scope scope, Node root) {
        if (!root.is("DynamicQuantizeLinear")) {
            return Optional.empty();
        }
        return scope.graph().uses().of(root.inputs().get(0)).stream()
                .map(Use::node)
                .filter(reader -> reader.is("DynamicQuantizeLinear"))
                .findFirst()
                .filter(first -> first != root)
                .map(first -> new Pair(first, root));
    }

    @Override
    public List<Condition<Pair>> conditions() {
        return List.of();
    }

    @Override
    public Edit rewrite(Scope scope, Pair match) {
        Edit edit = Edit.remove(match.second());
        for (int slot = 0; slot < match.second().outputs().size(); slot++) {
            edit = edit.redirect(
                    match.second().outputs().get(slot), match.first().outputs().get(slot));
        }
        return edit;
    }
}
