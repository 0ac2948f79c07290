package dev.octet.refine;

import dev.octet.graph.Node;
import dev.octet.insert.Inserted;
import dev.octet.place.NodePlan;
import dev.octet.place.Plan;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.FusionReport.Kernel;
import dev.octet.runtime.FusionReport.NodeKernel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * A plan and the model that comes of it.
 *
 * @param plan the plan
 * @param inserted the quantized model
 * @param fusion what ONNX Runtime makes of it
 */
public record Draft(Plan plan, Inserted inserted, FusionReport fusion) {
    /** Nodes that were quantized and still run on floats, in the order of the graph. */
    public List<Node> unfused() {
        // Apart from QuantizeLinear and DequantizeLinear, which the report leaves out, both list the same nodes.
        Iterator<NodeKernel> kernels = fusion.nodes().iterator();
        List<Node> unfused = new ArrayList<>();
        for (NodePlan node : plan.nodes()) {
            boolean isFloat = FusionReport.lists(node.node()) && kernels.next().kernel() == Kernel.FLOAT;
            if (node.isQuantized() && isFloat) {
                unfused.add(node.node());
            }
        }
        return unfused;
    }

    /** The same with a remark for the report. */
    Draft noted(String note) {
        return new Draft(plan.withNote(note), inserted, fusion);
    }
}
