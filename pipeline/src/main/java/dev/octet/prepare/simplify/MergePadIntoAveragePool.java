package dev.octet.prepare.simplify;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Merges a {@code Pad} with zeros into the {@code AveragePool} that reads it.
 *
 * <pre>{@code
 * AveragePool(Pad(x, [0,0,b..., 0,0,e...])) {pads = p}   ->   AveragePool(x) {pads = p + [b..., e...], count_include_pad = 1}
 * }</pre>
 *
 * <p>The padded zeros counted as elements before, so they have to count as padding now; then the pool's own padding has
 * to count too. Runtimes refuse padding that is not smaller than the kernel.
 *
 * <p>Source: ONNX operators Pad-13 and AveragePool-7, -10, -11, -19.
 */
public final class MergePadIntoAveragePool implements Rule<Windowed> {
    private static final List<Condition<Windowed>> CONDITIONS = allConditions();

    private static List<Condition<Windowed>> allConditions() {
        List<Condition<Windowed>> conditions = new ArrayList<>();
        conditions.add(Windowed.PAD_ADDS_ZEROS);
        conditions.addAll(Windowed.CONDITIONS);
        // Before opset 7 padding never counts.
        conditions.add(new Condition<>(
                "AveragePool is of opset 7 or later",
                match -> match.padding().scope().opset() >= 7));
        conditions.add(new Condition<>(
                "AveragePool counts its own padding, or has none",
                match -> match.window().intAttribute("count_include_pad", 0) == 1
                        || match.ownPads().stream().allMatch(pad -> pad == 0)));
        conditions.add(new Condition<>("every window reaches the input", Windowed::everyWindowReachesTheInput));
        // A last window that is partly outside counts its elements differently inside padding and beyond it.
        conditions.add(new Condition<>(
                "AveragePool rounds its size down", match -> match.window().intAttribute("ceil_mode", 0) == 0));
        return List.copyOf(conditions);
    }

    @Override
    public Optional<Windowed> match(Scope scope, Node root) {
        return Windowed.match(scope, root, "AveragePool");
    }

    @Override
    public List<Condition<Windowed>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Windowed match) {
        return match.merge(match.window().withAttribute("count_include_pad", Attribute.of(1)));
    }
}
