package dev.octet.compare.layers;

import dev.octet.graph.Node;
import java.util.List;

/**
 * A constant that is stored as integers, with its match in the float model.
 *
 * @param name the initializer in the float model
 * @param dequantize the DequantizeLinear that reads the integers
 * @param readers nodes of the quantized model that read the dequantized constant
 * @param depth position of the first reader in {@link Depths}
 */
record QuantizedWeight(String name, Node dequantize, List<Node> readers, int depth) {
    QuantizedWeight {
        readers = List.copyOf(readers);
    }
}
