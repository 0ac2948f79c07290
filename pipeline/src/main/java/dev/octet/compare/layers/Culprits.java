package dev.octet.compare.layers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Puts what was measured into the order of blame. */
final class Culprits {

    private Culprits() {}

    /**
     * Everything that causes an error at the model's outputs, most noise first; of equal noise what comes first in the
     * model, because the rest may follow from it.
     */
    static List<Culprit> of(List<TensorLayer> tensors, List<WeightLayer> weights) {
        List<Culprit> culprits = new ArrayList<>();
        tensors.forEach(tensor ->
                tensor.alone().ifPresent(alone -> culprits.add(culprit(tensor, alone, Suggestion.of(tensor)))));
        weights.forEach(weight ->
                weight.alone().ifPresent(alone -> culprits.add(culprit(weight, alone, Suggestion.of(weight)))));
        return culprits.stream()
                .filter(culprit -> culprit.alone() > 0)
                .sorted(Comparator.comparingDouble(Culprit::alone).reversed().thenComparing(Culprit::depth))
                .toList();
    }

    private static Culprit culprit(TensorLayer tensor, double alone, Suggestion suggestion) {
        return new Culprit(
                tensor.name(),
                false,
                tensor.producer(),
                tensor.readers(),
                tensor.depth(),
                alone,
                suggestion.reason(),
                suggestion.override());
    }

    private static Culprit culprit(WeightLayer weight, double alone, Suggestion suggestion) {
        return new Culprit(
                weight.name(),
                true,
                weight.readers().stream().findFirst(),
                weight.readers(),
                weight.depth(),
                alone,
                suggestion.reason(),
                suggestion.override());
    }
}
