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
 * Merges a {@code Pad} into the {@code MaxPool} that reads it, where what it adds is never a window's only greatest
 * element.
 *
 * <pre>{@code
 * MaxPool(Pad(x, [0,0,b..., 0,0,e...], -infinity)) {pads = p}   ->   MaxPool(x) {pads = p + [b..., e...]}
 * MaxPool(Pad(Relu(x), [0,0,b..., 0,0,e...], 0)) {pads = p}     ->   MaxPool(Relu(x)) {pads = p + [b..., e...]}
 * }</pre>
 *
 * <p>A pool's own padding is never the greatest. Runtimes refuse padding that is not smaller than the kernel.
 *
 * <p>Source: ONNX operators Pad-13 and MaxPool-1 and later.
 */
public final class MergePadIntoMaxPool implements Rule<Windowed> {
    private static final List<Condition<Windowed>> CONDITIONS = allConditions();

    private static List<Condition<Windowed>> allConditions() {
        List<Condition<Windowed>> conditions = new ArrayList<>();
        conditions.add(new Condition<>(
                "Pad adds minus infinity, or zeros to what is never negative",
                MergePadIntoMaxPool::addsNothingGreater));
        conditions.addAll(Windowed.CONDITIONS);
        conditions.add(new Condition<>("every window reaches the input", Windowed::everyWindowReachesTheInput));
        conditions.add(new Condition<>(
                "MaxPool rounds its size down", match -> match.window().intAttribute("ceil_mode", 0) == 0));
        conditions.add(new Condition<>(
                "MaxPool does not tell where it found the greatest",
                match -> match.window().output(1).isEmpty()));
        return List.copyOf(conditions);
    }

    private static boolean addsNothingGreater(Windowed match) {
        Padding padding = match.padding();
        Optional<Float> value = padding.value();
        boolean isNeverNegative = padding.scope()
                .producerOfInput(padding.node(), 0)
                .filter(producer -> producer.is("Relu"))
                .isPresent();
        return padding.isConstant()
                && (value.equals(Optional.of(Float.NEGATIVE_INFINITY))
                        || (value.equals(Optional.of(0f)) && isNeverNegative));
    }

    @Override
    public Optional<Windowed> match(Scope scope, Node root) {
        return Windowed.match(scope, root, "MaxPool");
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
