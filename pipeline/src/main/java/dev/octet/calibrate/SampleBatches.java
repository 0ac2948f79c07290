package dev.octet.calibrate;

import dev.octet.calibrate.data.JoinedInputs;
import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Dimension;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType.TensorType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Joins samples along their first axis into one run, where the model leaves it open and all other axes agree. */
final class SampleBatches {
    private final boolean joinable;

    SampleBatches(List<Value> inputs) {
        joinable = inputs.stream().allMatch(SampleBatches::leavesFirstDimensionOpen);
    }

    private static boolean leavesFirstDimensionOpen(Value input) {
        return input.type() instanceof TensorType type
                && type.dimensions().filter(list -> !list.isEmpty()).isPresent()
                && !(type.dimensions().get().get(0) instanceof Dimension.Known);
    }

    /** A sample that has been read, with its number in the source. */
    record Numbered(long number, Sample sample, Map<String, Tensor> inputs) {}

    /**
     * One run.
     *
     * @param samples whose tensors are joined, in order
     * @param inputs the joined tensors
     */
    record Batch(List<Numbered> samples, Map<String, Tensor> inputs) {}

    /** Neighbours that fit together, joined; the order is kept. */
    List<Batch> of(List<Numbered> samples) {
        List<Batch> batches = new ArrayList<>();
        int start = 0;
        for (int next = 1; next <= samples.size(); next++) {
            if (next == samples.size()
                    || !joinable
                    || !fit(samples.get(start).inputs(), samples.get(next).inputs())) {
                List<Numbered> together = samples.subList(start, next);
                batches.add(new Batch(
                        together,
                        JoinedInputs.of(together.stream().map(Numbered::inputs).toList())));
                start = next;
            }
        }
        return batches;
    }

    private static boolean fit(Map<String, Tensor> first, Map<String, Tensor> second) {
        return first.keySet().equals(second.keySet())
                && first.entrySet().stream()
                        .allMatch(entry -> tail(entry.getValue())
                                .equals(tail(second.getOrDefault(entry.getKey(), entry.getValue()))));
    }

    private static List<Long> tail(Tensor tensor) {
        List<Long> tail = new ArrayList<>();
        for (int axis = 1; axis < tensor.shape().rank(); axis++) {
            tail.add(tensor.shape().dimension(axis));
        }
        return tail;
    }
}
