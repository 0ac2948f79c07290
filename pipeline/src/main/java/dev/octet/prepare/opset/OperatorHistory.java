package dev.octet.prepare.opset;

import java.util.ArrayList;
import java.util.List;

/**
 * One operator of ONNX's own domain: the operator set it came with, and what each later version of it changed.
 *
 * @param type the operator's name
 * @param since the operator set version from which nodes of it can be upgraded: the one that defines it, or
 *     {@link OpsetUpgrade#OLDEST} where that is later
 * @param steps the changes after that, oldest first
 */
record OperatorHistory(String type, long since, List<Step> steps) {
    /**
     * A new version of an operator.
     *
     * @param opset the operator set that brought it
     * @param change what it means for a node of the version before
     */
    record Step(long opset, Change change) {}

    OperatorHistory {
        steps = List.copyOf(steps);
    }

    /** An operator that came with this version and has not changed. */
    static OperatorHistory operator(String type, long since) {
        return new OperatorHistory(type, since, List.of());
    }

    /** New versions that leave nodes as they are. */
    OperatorHistory compatible(long... opsets) {
        OperatorHistory longer = this;
        for (long opset : opsets) {
            longer = longer.with(opset, new Change.Compatible());
        }
        return longer;
    }

    /** A new version that nodes are rewritten for. */
    OperatorHistory adapted(long opset, Adapter adapter) {
        return with(opset, new Change.Adapted(adapter));
    }

    /** A new version that nodes cannot be rewritten for. */
    OperatorHistory refused(long opset, String reason) {
        return with(opset, new Change.Refused(reason));
    }

    /** The changes after one version up to another, oldest first. */
    List<Step> between(long from, long to) {
        return steps.stream()
                .filter(step -> step.opset() > from && step.opset() <= to)
                .toList();
    }

    private OperatorHistory with(long opset, Change change) {
        long last = steps.isEmpty() ? since : steps.get(steps.size() - 1).opset();
        if (opset <= last) {
            throw new IllegalArgumentException(
                    "Expected a version of %s after %d, got %d".formatted(type, last, opset));
        }
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(opset, change));
        return new OperatorHistory(type, since, longer);
    }
}
