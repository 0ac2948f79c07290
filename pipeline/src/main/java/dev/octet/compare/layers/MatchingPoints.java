package dev.octet.compare.layers;

import dev.octet.graph.Model;
import java.util.List;

/**
 * The quantized tensors and weights of a model that have a match in the float model, found from the two graphs alone.
 *
 * @param tensors values with a QuantizeLinear of constant parameters, one scale each, in the order of the graph
 * @param weights initializers behind a DequantizeLinear, in the order of their first reader
 * @param unmatched names in the quantized model that the float model has no match for
 */
record MatchingPoints(List<QuantizedTensor> tensors, List<QuantizedWeight> weights, List<String> unmatched) {
    MatchingPoints {
        tensors = List.copyOf(tensors);
        weights = List.copyOf(weights);
        unmatched = List.copyOf(unmatched);
    }

    static MatchingPoints of(Model reference, Model quantized) {
        return new MatchingPointFinder(reference.graph(), quantized.graph()).find();
    }

    /** Number of matches. */
    int matched() {
        return tensors.size() + weights.size();
    }
}
