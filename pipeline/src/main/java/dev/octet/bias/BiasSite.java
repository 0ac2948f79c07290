package dev.octet.bias;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.place.NodePlan;
import dev.octet.place.Parameters.Derived;
import dev.octet.place.Plan;
import dev.octet.runtime.FusionReport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A node with a bias of integers of its own, which has an element for each channel of the result.
 *
 * @param node the node in the quantized model
 * @param value its result in the float model
 * @param bias the bias in the float model
 * @param codes the initializer of the quantized model with the bias's codes, int32 {@code [channels]}
 * @param scales the initializer with their scales, float {@code [channels]} or a scalar
 */
record BiasSite(Node node, String value, String bias, String codes, String scales) {
    private static final int BIAS = 2;
    /** Their results have channels on axis 1. */
    private static final Set<String> OPERATORS = Set.of("Conv", "ConvTranspose", "Gemm");

    /** The nodes of a plan that may have such a bias. */
    static List<Node> planned(Plan plan) {
        return plan.quantized().stream()
                .filter(BiasSite::isPlanned)
                .map(NodePlan::node)
                .toList();
    }

    /** All of a quantized model, in the order in which they run. */
    static List<BiasSite> in(Plan plan, Graph quantized) {
        // Apart from QuantizeLinear and DequantizeLinear, plan and model list the same nodes.
        Iterator<Node> nodes =
                quantized.nodes().stream().filter(FusionReport::lists).iterator();
        List<BiasSite> sites = new ArrayList<>();
        for (NodePlan planned : plan.nodes()) {
            if (FusionReport.lists(planned.node())) {
                Node node = nodes.next();
                if (isPlanned(planned)) {
                    of(planned.node(), node, quantized).ifPresent(sites::add);
                }
            }
        }
        return sites;
    }

    private static boolean isPlanned(NodePlan planned) {
        return OPERATORS.stream().anyMatch(planned.node()::is)
                && planned.constants().get(BIAS) instanceof Derived;
    }

    private static Optional<BiasSite> of(Node planned, Node node, Graph quantized) {
        return quantized
                .uses()
                .producer(node.inputs().get(BIAS))
                .map(conversion -> new BiasSite(
                        node,
                        planned.output(),
                        planned.inputs().get(BIAS),
                        conversion.inputs().get(0),
                        conversion.inputs().get(1)))
                .filter(site -> site.isAlone(quantized));
    }

    /** Whether nobody else reads the codes, and there is one for each channel as far as the shape tells. */
    private boolean isAlone(Graph quantized) {
        return quantized.uses().only(codes).isPresent()
                && quantized.uses().only(node.inputs().get(BIAS)).isPresent()
                && quantized
                        .constant(codes)
                        .filter(bias -> bias.shape().rank() == 1)
                        .isPresent();
    }
}
