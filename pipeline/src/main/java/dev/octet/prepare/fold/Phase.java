package dev.octet.prepare.fold;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.rewrite.IntsArgument;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Every so many-th element of a value from some element on, along each axis: what a chain of Slices takes of it.
 *
 * @param source the value
 * @param starts the first element of each axis
 * @param steps the distance to the next; at least 1
 */
record Phase(String source, List<Long> starts, List<Long> steps) {
    private static final IntsArgument STARTS = new IntsArgument("starts", 1);
    private static final IntsArgument ENDS = new IntsArgument("ends", 2);
    private static final IntsArgument AXES = new IntsArgument("axes", 3);
    private static final IntsArgument STEPS = new IntsArgument("steps", 4);

    Phase {
        starts = List.copyOf(starts);
        steps = List.copyOf(steps);
    }

    /**
     * What the nodes in front of a value take of another one. The value itself where no Slice computes it.
     *
     * @return empty where the rank is not known, an axis is taken apart twice, or elements at the end are left out
     */
    static Optional<Phase> of(Scope scope, String value) {
        Optional<Node> slice = scope.graph().uses().producer(value).filter(node -> node.is("Slice"));
        return slice.isPresent()
                ? of(scope, slice.get().inputs().get(0)).flatMap(phase -> phase.after(scope, slice.get()))
                : scope.rank(value)
                        .map(rank -> new Phase(value, Collections.nCopies(rank, 0L), Collections.nCopies(rank, 1L)));
    }

    private Optional<Phase> after(Scope scope, Node slice) {
        List<Long> from = STARTS.read(scope, slice).orElse(List.of());
        List<Long> to = ENDS.read(scope, slice).orElse(List.of());
        List<Long> axes = AXES.read(scope, slice).orElse(List.of());
        List<Long> by = STEPS.read(scope, slice).orElse(List.of());
        Optional<List<Dimension>> dimensions = scope.dimensions(source);
        if (from.isEmpty() || from.size() != to.size() || from.size() != axes.size() || from.size() != by.size()) {
            return Optional.empty();
        }
        List<Long> newStarts = new ArrayList<>(starts);
        List<Long> newSteps = new ArrayList<>(steps);
        for (int i = 0; i < axes.size(); i++) {
            int axis = (int) (axes.get(i) < 0 ? axes.get(i) + starts.size() : axes.get(i));
            long size = dimensions
                    .flatMap(list -> list.get(axis).number().stream().boxed().findFirst())
                    .orElse((long) Integer.MAX_VALUE);
            boolean isPhase = newSteps.get(axis) == 1
                    && by.get(i) > 1
                    && from.get(i) >= 0
                    && from.get(i) < by.get(i)
                    && to.get(i) >= size;
            if (!isPhase) {
                return Optional.empty();
            }
            newStarts.set(axis, from.get(i));
            newSteps.set(axis, by.get(i));
        }
        return Optional.of(new Phase(source, newStarts, newSteps));
    }
}
