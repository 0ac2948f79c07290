package dev.octet.prepare.simplify;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes {@code Dropout} in inference mode, in which it drops nothing.
 *
 * <pre>{@code
 * f(Dropout(x, ratio, trainingMode = false))   ->   f(x)
 * }</pre>
 *
 * <p>Source: ONNX operators Dropout-7 and -10, which are always in inference mode, and -12, -13 and -22, which an input
 * tells. The ratio plays no part in inference.
 */
public final class RemoveDropout implements Rule<Bypass> {
    private static final int TRAINING_MODE = 2;
    private static final List<Condition<Bypass>> CONDITIONS = allConditions();

    private static List<Condition<Bypass>> allConditions() {
        List<Condition<Bypass>> conditions = new ArrayList<>();
        // Before opset 7 the attribute is_test told the mode.
        conditions.add(new Condition<>(
                "Dropout is of opset 7 or later", match -> match.scope().opset() >= 7));
        conditions.add(new Condition<>("Dropout is in inference mode", RemoveDropout::isInference));
        conditions.add(new Condition<>(
                "the mask is not used",
                match -> match.scope().isUnused(match.node().output(1).orElse(""))));
        conditions.addAll(Bypass.CONDITIONS);
        return List.copyOf(conditions);
    }

    private static boolean isInference(Bypass match) {
        return match.node().input(TRAINING_MODE).isEmpty()
                || match.scope()
                        .constantInput(match.node(), TRAINING_MODE)
                        .filter(mode -> mode.type() == ElementType.BOOL && mode.elementCount() == 1)
                        .filter(mode -> mode.toLongs()[0] == 0)
                        .isPresent();
    }

    @Override
    public Optional<Bypass> match(Scope scope, Node root) {
        return root.is("Dropout") ? Bypass.of(scope, root, 0) : Optional.empty();
    }

    @Override
    public List<Condition<Bypass>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Bypass match) {
        return match.edit();
    }
}
