package dev.octet.bias;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.insert.Inserted;
import dev.octet.insert.QuantizedConstant;
import dev.octet.tensor.Tensor;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Puts new codes of biases into a quantized model. They get names of their own, so that nobody takes them for the old.
 */
final class CorrectedBiases {
    private static final String ENDING = "_corrected_quantized";

    private final Map<String, Tensor> codes;
    /** New names, by the old. */
    private final Map<String, String> names = new HashMap<>();
    /** New tensors, by the old. */
    private final IdentityHashMap<Tensor, Tensor> tensors = new IdentityHashMap<>();

    private CorrectedBiases(Model model, List<BiasSite> sites, Map<String, Tensor> codes) {
        this.codes = codes;
        Names free = Names.of(model);
        for (BiasSite site : sites) {
            if (codes.containsKey(site.codes())) {
                names.put(site.codes(), free.fresh(site.bias() + ENDING));
                tensors.put(model.graph().constant(site.codes()).orElseThrow(), codes.get(site.codes()));
            }
        }
    }

    /**
     * The same model with other biases.
     *
     * @param codes int32 {@code [channels]}, by the name of the codes that they replace
     */
    static Inserted in(Inserted inserted, List<BiasSite> sites, Map<String, Tensor> codes) {
        CorrectedBiases corrected = new CorrectedBiases(inserted.model(), sites, codes);
        Graph graph = inserted.model().graph();
        Graph changed = graph.toBuilder()
                .nodes(graph.nodes().stream().map(corrected::node).toList())
                .initializers(graph.initializers().values().stream()
                        .map(corrected::initializer)
                        .toList())
                .build();
        return new Inserted(
                inserted.model().withGraph(changed),
                inserted.activations(),
                inserted.constants().stream().map(corrected::constant).toList());
    }

    private Node node(Node node) {
        return node.withInputs(node.inputs().stream()
                .map(input -> names.getOrDefault(input, input))
                .toList());
    }

    private Initializer initializer(Initializer old) {
        String name = names.get(old.name());
        return name == null ? old : Initializer.of(name, Objects.requireNonNull(codes.get(old.name())));
    }

    private QuantizedConstant constant(QuantizedConstant old) {
        return new QuantizedConstant(
                old.name(), tensors.getOrDefault(old.codes(), old.codes()), old.quantization(), old.enlargement());
    }
}
