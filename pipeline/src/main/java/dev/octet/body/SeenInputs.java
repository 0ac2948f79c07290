package dev.octet.body;

import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Completes the types of a body's inputs. Sizes that the model declares hold as far as they were true in every run;
 * where it declares no rank and all runs agree on one, it is that, with all sizes open.
 */
final class SeenInputs {
    private final BodyModel body;

    SeenInputs(BodyModel body) {
        this.body = body;
    }

    BodyModel typed(List<Sample> runs) {
        return body.withInputs(body.model().graph().inputs().stream()
                .map(input -> Value.of(input.name(), typed((TensorType) input.type(), shapes(input, runs))))
                .toList());
    }

    private static List<Shape> shapes(Value input, List<Sample> runs) {
        return runs.stream()
                .map(run -> Objects.requireNonNull(run.inputs().get(input.name())))
                .map(Tensor::shape)
                .distinct()
                .toList();
    }

    private static TensorType typed(TensorType declared, List<Shape> seen) {
        if (seen.isEmpty()) {
            return declared;
        }
        int rank = seen.get(0).rank();
        if (seen.stream().anyMatch(shape -> shape.rank() != rank)) {
            return new TensorType(declared.element(), Optional.empty());
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            dimensions.add(dimension(declared, axis, seen));
        }
        return new TensorType(declared.element(), Optional.of(dimensions));
    }

    /** Names are left out: a name in a body may stand for another number in each round. */
    private static Dimension dimension(TensorType declared, int axis, List<Shape> seen) {
        int rank = seen.get(0).rank();
        return declared.dimensions()
                .filter(list -> list.size() == rank)
                .map(list -> list.get(axis))
                .filter(dimension -> dimension instanceof Dimension.Known known
                        && seen.stream().allMatch(shape -> shape.dimension(axis) == known.size()))
                .orElse(Dimension.UNKNOWN);
    }
}
