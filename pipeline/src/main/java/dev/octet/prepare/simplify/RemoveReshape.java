package dev.octet.prepare.simplify;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes an operator that could change the shape of its input and does not.
 *
 * <pre>{@code
 * f(Reshape(x, shape))   ->   f(x)     if the shape of x is {shape}
 * }</pre>
 *
 * <p>The same for Flatten, Squeeze, Expand and Tile. The first three keep the number of elements, so one dimension may
 * be unknown; an Expand or a Tile may still change an unknown dimension.
 *
 * <p>Source: ONNX operators Reshape-5, Flatten-1, Squeeze-1, Expand-8, Tile-6 and later.
 */
public final class RemoveReshape implements Rule<Bypass> {
    private static final Set<String> KEEP_COUNT = Set.of("Reshape", "Flatten", "Squeeze");
    private static final Set<String> REPEAT = Set.of("Expand", "Tile");

    @Override
    public Optional<Bypass> match(Scope scope, Node root) {
        return Bypass.of(scope, root, 0).filter(match -> keepsShape(scope, root, match.source()));
    }

    private static boolean keepsShape(Scope scope, Node root, String source) {
        boolean keepsCount = KEEP_COUNT.stream().anyMatch(root::is);
        if (!keepsCount && REPEAT.stream().noneMatch(root::is)) {
            return false;
        }
        Optional<List<Dimension>> before = scope.dimensions(source);
        Optional<List<Dimension>> after = scope.dimensions(root.output());
        return before.isPresent()
                && after.isPresent()
                && (keepsCount
                        ? KnownShape.areEqualForOneCount(before.get(), after.get())
                        : KnownShape.areEqual(before.get(), after.get()));
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
