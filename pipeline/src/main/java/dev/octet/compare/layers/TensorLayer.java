package dev.octet.compare.layers;

import dev.octet.affine.Affine;
import dev.octet.affine.RangeDiagnostics;
import dev.octet.observe.MinMax;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One value that is quantized while the model runs.
 *
 * @param name the value in the float model
 * @param owner the first tensor with the same scale, which an override has to name; itself where it shares none
 * @param producer the node that computes it; empty for an input
 * @param depth position of the producer among the nodes of the quantized model, conversions left out; 0 for an input
 * @param readers nodes that read the dequantized value
 * @param affine its map
 * @param inPlace the error measured where it is
 * @param alone noise at the model's outputs as a share of their signal when only this value is quantized; empty where
 *     the time did not suffice
 */
public record TensorLayer(
        String name,
        String owner,
        Optional<NodeName> producer,
        int depth,
        List<NodeName> readers,
        Affine affine,
        InPlaceError inPlace,
        OptionalDouble alone) {
    /** Copies the list. */
    public TensorLayer {
        readers = List.copyOf(readers);
    }

    /** How well the codes are used; empty if no finite value was seen. */
    public Optional<RangeDiagnostics> diagnostics() {
        return inPlace.seen().minMax().range().map(range -> new RangeDiagnostics(range, affine));
    }

    /** The float model's extremes. */
    public MinMax observed() {
        return inPlace.seen().minMax();
    }
}
