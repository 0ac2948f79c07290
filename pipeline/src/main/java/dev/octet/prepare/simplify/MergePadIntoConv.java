package dev.octet.prepare.simplify;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges a {@code Pad} with zeros into the {@code Conv} that reads it.
 *
 * <pre>{@code
 * Conv(Pad(x, [0,0,b..., 0,0,e...]), W, bias) {pads = p}   ->   Conv(x, W, bias) {pads = p + [b..., e...]}
 * }</pre>
 *
 * <p>x is [batch, channels, ...space]; b and e are the elements added before and after each spatial axis.
 *
 * <p>Source: ONNX operators Pad-13 and Conv-11, which pads with zeros.
 */
public final class MergePadIntoConv implements Rule<Windowed> {
    private static final List<Condition<Windowed>> CONDITIONS = allConditions();

    private static List<Condition<Windowed>> allConditions() {
        List<Condition<Windowed>> conditions = new ArrayList<>();
        conditions.add(Windowed.PAD_ADDS_ZEROS);
        conditions.addAll(Windowed.CONDITIONS);
        return List.copyOf(conditions);
    }

    @Override
    public Optional<Windowed> match(Scope scope, Node root) {
        return Windowed.match(scope, root, "Conv");
    }

    @Override
    public List<Condition<Windowed>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Windowed match) {
        return match.merge(match.window());
    }
}
