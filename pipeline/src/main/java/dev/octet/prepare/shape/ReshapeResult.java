package dev.octet.prepare.shape;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is known of the result of a {@code Reshape}, from the types of its inputs and from how its shape is computed.
 *
 * <p>Source: ONNX operators Reshape-5 and -14, whose {@code allowzero} makes a zero a dimension.
 */
final class ReshapeResult {
    private ReshapeResult() {}

    /** The type; without dimensions where not even their number is known. */
    static ValueType of(Scope scope, Node reshape) {
        ValueType told = scope.types().get().getOrDefault(reshape.output(), ValueType.UNDECLARED);
        boolean isComplete = told instanceof TensorType type
                && type.dimensions()
                        .filter(list -> !list.contains(Dimension.UNKNOWN))
                        .isPresent();
        Optional<List<Dimension>> input = scope.dimensions(reshape.inputs().get(0));
        if (isComplete || input.isEmpty() || reshape.input(1).isEmpty()) {
            return told;
        }
        boolean zeroIsZero = reshape.intAttribute("allowzero", 0) != 0;
        Optional<List<Dimension>> result = ShapeEntries.of(
                        scope, reshape.inputs().get(1))
                .map(entries -> dimensions(input.get(), entries, zeroIsZero));
        return told instanceof TensorType type && result.isPresent() ? new TensorType(type.element(), result) : told;
    }

    private static List<Dimension> dimensions(List<Dimension> input, List<ShapeEntry> entries, boolean zeroIsZero) {
        List<Dimension> result = new ArrayList<>();
        for (int axis = 0; axis < entries.size(); axis++) {
            Dimension size = entries.get(axis).size();
            long number = size.number().orElse(1);
            boolean isSame = number == 0 && !zeroIsZero && axis < input.size();
            result.add(isSame ? input.get(axis) : number < 0 ? Dimension.UNKNOWN : size);
        }
        return result;
    }
}
