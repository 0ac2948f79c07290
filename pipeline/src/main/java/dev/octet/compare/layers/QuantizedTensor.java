package dev.octet.compare.layers;

import dev.octet.affine.Affine;
import dev.octet.graph.Node;
import java.util.List;
import java.util.Optional;

/**
 * A value that is quantized while the model runs, with its match in the float model.
 *
 * @param name the value in the float model
 * @param owner the first tensor with the same scale, which an override has to name; itself where it shares none
 * @param source the value that QuantizeLinear reads in the quantized model
 * @param quantize the QuantizeLinear
 * @param affine its map
 * @param producer the node of the quantized model that computes it; empty for an input
 * @param readers nodes of the quantized model that read the dequantized value
 * @param depth position of the producer in {@link Depths}; 0 for an input
 */
record QuantizedTensor(
        String name,
        String owner,
        String source,
        Node quantize,
        Affine affine,
        Optional<Node> producer,
        List<Node> readers,
        int depth) {
    QuantizedTensor {
        readers = List.copyOf(readers);
    }
}
