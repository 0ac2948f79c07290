package dev.octet.float16;

import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.prepare.constant.FixInitializers;
import dev.octet.prepare.constant.ReplaceConstantNode;
import dev.octet.prepare.opset.OpsetUpgrade;
import dev.octet.prepare.opset.UpgradeResult;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Trace;
import dev.octet.runtime.TypeInference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes a model compute in binary16 where that is sound. Its inputs and outputs stay as they are.
 *
 * <pre>{@code
 * x: float; W = float       ->   x: float; W = float16
 * y = Conv(x, W)                 x/half = Cast(x) {to=float16}
 * return y: float                y/half = Conv(x/half, W)
 *                                y = Cast(y/half) {to=float}
 * }</pre>
 *
 * <p>Costs no memory for weights: they are looked at once, and converted when the model is written. Bodies of If, Loop
 * and Scan and calls of the model's own functions stay binary32.
 */
public final class Float16Converter {
    /** From here on operators say in integers what they convert to. */
    private static final long LOWEST_OPSET = 7;

    /** The operator set of DequantizeLinear-19. */
    private static final long FLOAT16_SCALES = 19;

    private Float16Converter() {}

    /**
     * The converted model.
     *
     * @throws OctetException of kind CONFIGURATION if the model's operators are too old or its activations are
     *     quantized; of kind RUNTIME if ONNX Runtime refuses the model
     */
    public static Float16Result convert(Model model, Float16Settings settings) {
        requireFloatActivations(model);
        Model ready = ready(model);
        ConstantFacts constants = new ConstantFacts(ready.graph());
        PrecisionPlan plan = PrecisionPlan.of(ready, TypeInference.infer(ready), settings, constants);
        Model converted = ready.withGraph(HalfGraph.write(ready, plan, constants));
        return new Float16Result(converted, nodes(ready, plan), constants(constants));
    }

    /**
     * The model in the first operator set whose DequantizeLinear has float16 scales, or as it is where it cannot be
     * raised to that. For models whose weights are about to be quantized.
     */
    public static Model raisedForScales(Model model) {
        UpgradeResult raised = OpsetUpgrade.upgrade(model, FLOAT16_SCALES);
        return raised.succeeded() ? raised.model() : model;
    }

    /** ONNX Runtime 1.29 fuses nodes between float16 scales into integer kernels, whose scales are binary32. */
    private static void requireFloatActivations(Model model) {
        long quantizers = model.graph().nodes().stream()
                .filter(node -> node.is("QuantizeLinear"))
                .count();
        if (quantizers > 0) {
            throw OctetException.configuration(
                    "Expected a model with float activations to convert to float16, got one with %d QuantizeLinear. Integer kernels have float32 scales: convert the model that it was made from."
                            .formatted(quantizers));
        }
    }

    private static Model ready(Model model) {
        UpgradeResult raised = OpsetUpgrade.upgrade(model, LOWEST_OPSET);
        if (!raised.succeeded()) {
            throw OctetException.configuration(
                    "Expected a model that can be raised to operator set %d, got one that cannot: %s"
                            .formatted(LOWEST_OPSET, raised.refusals().get(0)));
        }
        Trace untold = new Trace();
        Model fixed = new FixInitializers(false).apply(raised.model(), untold);
        return new RulePass(List.of(new ReplaceConstantNode())).apply(fixed, untold);
    }

    private static List<Float16Node> nodes(Model model, PrecisionPlan plan) {
        List<Float16Node> nodes = new ArrayList<>();
        for (Node node : model.graph().nodes()) {
            Choice choice = plan.of(node);
            if (choice.precision() == Precision.FLOAT16 || choice.reason().isPresent()) {
                nodes.add(new Float16Node(node.label(), node.operator(), choice.reason()));
            }
        }
        return nodes;
    }

    private static List<Float16Constant> constants(ConstantFacts constants) {
        List<Float16Constant> found = new ArrayList<>();
        for (Map.Entry<String, HalfRange> seen : constants.seen().entrySet()) {
            HalfRange range = seen.getValue();
            if (range.overflowing() > 0 || range.underflowing() > 0) {
                found.add(new Float16Constant(
                        seen.getKey(),
                        range.elements(),
                        range.overflowing(),
                        constants.isMask(seen.getKey()),
                        range.underflowing()));
            }
        }
        return found;
    }
}
