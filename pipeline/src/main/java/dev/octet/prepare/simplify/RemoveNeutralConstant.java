package dev.octet.prepare.simplify;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.nio.DoubleBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Removes arithmetic with a constant that changes no number.
 *
 * <pre>{@code
 * f(x * 1)   ->   f(x)     the same for x / 1, x + 0, x - 0, and 1 * x, 0 + x
 * }</pre>
 *
 * <p>The constant may not broaden the result: each of its dimensions is 1 or that of x. Negative zeros become positive
 * ones where zero was added, and now do not.
 *
 * <p>Source: ONNX operators Mul-7, Div-7, Add-7, Sub-7 and later, and their broadcasting.
 */
public final class RemoveNeutralConstant implements Rule<Bypass> {
    /** Operators whose neutral element is 1. */
    private static final Set<String> PRODUCTS = Set.of("Mul", "Div");

    /** Operators whose neutral element is 0. */
    private static final Set<String> SUMS = Set.of("Add", "Sub");

    @Override
    public Optional<Bypass> match(Scope scope, Node root) {
        boolean isProduct = PRODUCTS.stream().anyMatch(root::is);
        boolean isSum = SUMS.stream().anyMatch(root::is);
        int slots = root.is("Mul") || root.is("Add") ? 2 : 1;
        return isProduct || isSum
                ? IntStream.range(0, slots)
                        .filter(slot -> isUnchanged(scope, root, slot, isProduct ? 1 : 0))
                        .mapToObj(slot -> Bypass.of(scope, root, slot))
                        .flatMap(Optional::stream)
                        .findFirst()
                : Optional.empty();
    }

    private static boolean isUnchanged(Scope scope, Node node, int slot, int neutral) {
        return scope.constantInput(node, 1 - slot)
                .filter(constant -> constant.elementCount() > 0 && isAll(constant, neutral))
                .filter(constant -> broadensNothing(
                        constant.shape(),
                        scope.dimensions(node.inputs().get(slot)).orElse(List.of())))
                .isPresent();
    }

    private static boolean isAll(Tensor constant, int value) {
        if (constant.type() == ElementType.DOUBLE) {
            // Not as floats: rounding must not make a factor neutral.
            DoubleBuffer doubles = constant.data().buffer().asDoubleBuffer();
            return IntStream.range(0, doubles.limit()).allMatch(i -> doubles.get(i) == value);
        }
        if (constant.type().isFloating()) {
            float[] floats = constant.toFloats();
            return IntStream.range(0, floats.length).allMatch(i -> floats[i] == value);
        }
        return constant.type().isInteger() && LongStream.of(constant.toLongs()).allMatch(element -> element == value);
    }

    /** Broadcasting aligns the last axes. */
    private static boolean broadensNothing(Shape constant, List<Dimension> dimensions) {
        int missing = dimensions.size() - constant.rank();
        return missing >= 0
                && IntStream.range(0, constant.rank())
                        .allMatch(axis -> constant.dimension(axis) == 1
                                || dimensions.get(axis + missing).number().orElse(-1) == constant.dimension(axis));
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
