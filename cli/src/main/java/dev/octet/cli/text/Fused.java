package dev.octet.cli.text;

import dev.octet.place.NodePlan;
import dev.octet.place.Plan;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.FusionReport.Kernel;
import dev.octet.runtime.FusionReport.NodeKernel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Whether ONNX Runtime keeps what the plan promised.
 *
 * @param missed nodes that were quantized and still run on floats, as shown to people
 * @param total nodes that were quantized
 */
record Fused(List<String> missed, int total) {
    static Fused of(Plan plan, FusionReport fusion) {
        // Apart from QuantizeLinear and DequantizeLinear, which the report leaves out, both list the same nodes.
        Iterator<NodeKernel> kernels = fusion.nodes().iterator();
        List<String> missed = new ArrayList<>();
        for (NodePlan node : plan.nodes()) {
            boolean isFloat = FusionReport.lists(node.node()) && kernels.next().kernel() == Kernel.FLOAT;
            if (node.isQuantized() && isFloat) {
                missed.add(node.node().label());
            }
        }
        return new Fused(missed, plan.quantized().size());
    }

    /** For the end of a sentence about the quantized nodes. */
    String summary() {
        return missed.isEmpty()
                ? "all fused by ONNX Runtime"
                : "%s fused by ONNX Runtime, not %s"
                        .formatted(Amounts.count(total - missed.size()), StaticQuantizationText.examples(missed));
    }
}
