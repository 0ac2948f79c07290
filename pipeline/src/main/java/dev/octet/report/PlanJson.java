package dev.octet.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.PairSums;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import dev.octet.place.Decision;
import dev.octet.place.NodePlan;
import dev.octet.place.Plan;
import dev.octet.place.Target;
import dev.octet.runtime.FusionReport;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What was decided for each node, and what ONNX Runtime then made of it. */
public final class PlanJson {
    private PlanJson() {}

    /** The target with what it expects. */
    public static ObjectNode target(Target target) {
        ObjectNode object = Json.object()
                .put("name", target.name())
                .put("description", target.description())
                .put("activationType", target.activation().type().onnxName())
                .put("activationSymmetric", target.activation().symmetry() == Symmetry.SYMMETRIC)
                .put("weightType", target.weight().type().onnxName())
                .put("integerBias", target.conventions().integerBias());
        Scheme codes = target.weight().withFullRange();
        object.set("weightCodes", Json.longs(codes.lowest(), codes.highest()));
        return target.weight().reduced() ? object.put("largestPairOfWeightCodes", PairSums.LARGEST) : object;
    }

    /** Times of one run that the plan was chosen by, in nanoseconds; not measured. */
    public static ObjectNode estimate(Plan plan) {
        return Json.object()
                .put("floatNanoseconds", plan.estimate().floatNanoseconds())
                .put("quantizedNanoseconds", plan.estimate().quantizedNanoseconds());
    }

    /** Every node of the prepared model in its order; with its kernel if the model was quantized. */
    public static ArrayNode nodes(Plan plan, Optional<FusionReport> fusion) {
        // Insertion adds QuantizeLinear and DequantizeLinear only, which the other list leaves out.
        Iterator<FusionReport.NodeKernel> kernels =
                fusion.map(FusionReport::nodes).orElse(List.of()).iterator();
        return Json.array(plan.nodes(), entry -> {
            ObjectNode node = node(entry);
            return kernels.hasNext() && FusionReport.lists(entry.node())
                    ? node.put("kernel", lowerCase(kernels.next().kernel()))
                    : node;
        });
    }

    private static ObjectNode node(NodePlan plan) {
        ObjectNode object = Json.object()
                .put("name", plan.node().name())
                .put("operator", plan.node().operator().toString());
        object.set("outputs", Json.strings(plan.node().outputs()));
        Decision decision = plan.decision();
        if (decision instanceof Decision.LeftFloat left) {
            object.put("decision", "float").put("reason", left.reason());
            object.put("remedy", left.cause().remedy());
        } else if (decision instanceof Decision.Absorbed absorbed) {
            object.put("decision", "absorbed").put("reason", "part of " + absorbed.producer());
        } else {
            object.put("decision", "quantized");
        }
        return object;
    }

    /** What the optimized graph of ONNX Runtime consists of. */
    public static ObjectNode fusion(FusionReport fusion) {
        ObjectNode object = Json.object();
        object.set("integerNodes", Json.numbers(fusion.integerNodes()));
        object.set("operators", Json.numbers(fusion.operators()));
        return object.put("conversions", fusion.conversions());
    }

    private static String lowerCase(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
