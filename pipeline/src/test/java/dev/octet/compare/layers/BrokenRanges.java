package dev.octet.compare.layers;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Breaks quantized models on purpose. */
final class BrokenRanges {
    private BrokenRanges() {}

    /** The values that are quantized while the model runs, as the quantized model names them, in order. */
    static List<String> quantizedValues(Model quantized) {
        return quantized.graph().nodes().stream()
                .filter(node -> node.is("QuantizeLinear"))
                .map(node -> node.inputs().get(0))
                .toList();
    }

    /**
     * The model with the range of one quantized value clipped to a tenth: its scale, and no other's, divided by ten.
     */
    static Model clipped(Model quantized, String value) {
        Graph graph = quantized.graph();
        Node quantize = graph.uses().of(value).stream()
                .map(use -> use.node())
                .filter(node -> node.is("QuantizeLinear"))
                .findFirst()
                .orElseThrow();
        Tensor scale = graph.constant(quantize.inputs().get(1)).orElseThrow();
        String broken = Names.of(quantized).fresh("broken");
        List<Initializer> initializers = new ArrayList<>(graph.initializers().values());
        initializers.add(Initializer.of(broken, Tensor.ofFloats(scale.shape(), scale.toFloats()[0] / 10)));
        Graph changed = graph
                .mapNodes(node -> node == quantize
                                || (node.is("DequantizeLinear")
                                        && node.inputs().get(0).equals(quantize.output()))
                        ? node.withInput(1, broken)
                        : node)
                .toBuilder()
                .initializers(initializers)
                .build();
        return quantized.withGraph(changed);
    }
}
