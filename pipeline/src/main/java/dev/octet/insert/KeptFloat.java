package dev.octet.insert;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Use;
import dev.octet.tensor.ElementType;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps ONNX Runtime from quantizing what was left float.
 *
 * <pre>{@code
 * DequantizeLinear -> Conv(W) -> Relu -> QuantizeLinear   ->   the same with com.microsoft.FusedConv(W)
 * }</pre>
 *
 * <p>Where a Conv, or a Gemm, with float weights stands between DequantizeLinear and QuantizeLinear, ONNX Runtime
 * quantizes its weights when it loads the model, with one scale for all channels, whatever that costs: its pass
 * WeightBiasQuantization (pull requests 22969, 24537 and 25673 of microsoft/onnxruntime), since 1.21. The operators
 * that it fuses Conv and Gemm with activations into compute the same, by the same kernels, and are not looked at.
 */
final class KeptFloat {
    private static final Set<String> AT_RISK = Set.of("Conv", "Gemm");

    /** What may lie between, element by element or at least for each; too many do no harm. */
    private static final Set<String> BETWEEN =
            Set.of("Clip", "Elu", "HardSigmoid", "HardSwish", "Identity", "LeakyRelu", "Relu", "Sigmoid", "Tanh");

    /** What ONNX Runtime moves a DequantizeLinear behind. */
    private static final Set<String> MOVING =
            Set.of("Gather", "MaxPool", "Reshape", "Slice", "Squeeze", "Transpose", "Unsqueeze");

    private final Graph graph;
    private final Set<String> dequantized;

    /**
     * Looks at a quantized graph.
     *
     * @param dequantized the values that were given a DequantizeLinear; what reads another one came with the model
     */
    KeptFloat(Graph graph, Set<String> dequantized) {
        this.graph = graph;
        this.dequantized = dequantized;
    }

    Graph apply() {
        return graph.mapNodes(node -> isAtRisk(node) ? fused(node) : node);
    }

    /** FusedConv needs no activation; FusedGemm does, and a LeakyRelu of slope 1 changes nothing. */
    private static Node fused(Node node) {
        if (node.is("Conv")) {
            return node.withOperator(new Operator(Operator.MICROSOFT, "FusedConv"));
        }
        return node.withOperator(new Operator(Operator.MICROSOFT, "FusedGemm"))
                .withAttribute("activation", Attribute.of("LeakyRelu"))
                .withAttribute("activation_alpha", Attribute.of(1f));
    }

    private boolean isAtRisk(Node node) {
        return AT_RISK.stream().anyMatch(node::is)
                && comesFromCodes(node)
                && node.input(1)
                        .flatMap(graph::constant)
                        .filter(weight -> weight.type() == ElementType.FLOAT)
                        .isPresent()
                && leadsToCodes(node);
    }

    private boolean comesFromCodes(Node node) {
        Optional<Node> source = node.input(0).flatMap(graph.uses()::producer);
        return source.filter(before -> before.is("DequantizeLinear")
                        ? dequantized.contains(before.output())
                        : MOVING.stream().anyMatch(before::is) && comesFromCodes(before))
                .isPresent();
    }

    private boolean leadsToCodes(Node node) {
        Optional<Node> reader = graph.uses().only(node.output()).map(Use::node);
        return reader.filter(next ->
                        next.is("QuantizeLinear") || (BETWEEN.stream().anyMatch(next::is) && leadsToCodes(next)))
                .isPresent();
    }
}
