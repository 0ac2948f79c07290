package dev.octet.compare.layers;

import java.util.List;

/**
 * Where the error of a quantized model comes from.
 *
 * @param tensors values that are quantized while the model runs, in the order of the model
 * @param weights constants that are stored as integers, in the order of their first reader
 * @param nodes what runs each node
 * @param culprits what causes most error first
 * @param whole noise at the model's outputs as a share of their signal with everything quantized
 * @param samples number of samples that errors in place were measured on
 * @param aloneSamples number of samples that {@code whole} and each error alone were measured on
 * @param notes what a reader should know, in sentences
 */
public record LayerReport(
        List<TensorLayer> tensors,
        List<WeightLayer> weights,
        List<NodeLayer> nodes,
        List<Culprit> culprits,
        double whole,
        int samples,
        int aloneSamples,
        List<String> notes) {
    /** Copies the lists. */
    public LayerReport {
        tensors = List.copyOf(tensors);
        weights = List.copyOf(weights);
        nodes = List.copyOf(nodes);
        culprits = List.copyOf(culprits);
        notes = List.copyOf(notes);
    }
}
