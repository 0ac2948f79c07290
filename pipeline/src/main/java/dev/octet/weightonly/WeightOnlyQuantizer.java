package dev.octet.weightonly;

import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.prepare.constant.ReplaceConstantNode;
import dev.octet.prepare.opset.OpsetUpgrade;
import dev.octet.prepare.opset.UpgradeResult;
import dev.octet.prepare.simplify.RemoveDeadNodes;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Trace;
import dev.octet.rewrite.TraceEntry;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Quantizes the weights of a model's main graph.
 *
 * <p>Costs no memory for weights: they are computed from the float ones when the model is written.
 */
public final class WeightOnlyQuantizer {
    private WeightOnlyQuantizer() {}

    /**
     * The model with quantized weights; the same signature, and a higher operator set where the written operators need
     * one.
     *
     * @throws OctetException of kind CONFIGURATION if the model cannot be raised to that operator set
     */
    public static WeightOnlyResult quantize(Model model, WeightOnlySettings settings) {
        // What makes ready and what clears up is no news to the user.
        Trace untold = new Trace();
        Trace trace = new Trace();
        Model plain = new RulePass(List.of(new ReplaceConstantNode())).apply(raised(model, settings), untold);
        Model quantized = new RulePass(rules(settings)).apply(plain, trace);
        // A Transpose between a weight and its reader is read by nobody any more.
        quantized = new RemoveDeadNodes().apply(quantized, untold);
        // Rules look at the nodes that they wrote too.
        Set<String> asked = plain.graph().nodes().stream().map(Node::label).collect(Collectors.toSet());
        List<TraceEntry> told = trace.entries().stream()
                .filter(entry -> asked.contains(entry.node()))
                .toList();
        return new WeightOnlyResult(withImports(quantized), told);
    }

    private static List<Rule<?>> rules(WeightOnlySettings settings) {
        return List.of(
                new QuantizeMatMulWeight(settings),
                new QuantizeGemmWeight(settings),
                new QuantizeGatherTable(settings),
                new QuantizeConvWeight(settings));
    }

    private static Model raised(Model model, WeightOnlySettings settings) {
        UpgradeResult result = OpsetUpgrade.upgrade(model, Math.max(settings.opset(), 7));
        if (!result.succeeded()) {
            throw OctetException.configuration(
                    "Expected a model that can be raised to operator set %d, which %d-bit weights in ONNX's own operators need, got one that cannot: %s. Use the operators of com.microsoft instead."
                            .formatted(
                                    settings.opset(),
                                    settings.bits(),
                                    result.refusals().get(0)));
        }
        return result.model();
    }

    private static Model withImports(Model model) {
        boolean usesMicrosoft = model.graph().nodes().stream()
                .map(Node::operator)
                .anyMatch(operator -> operator.domain().equals(Operator.MICROSOFT));
        return usesMicrosoft && !model.opsetImports().containsKey(Operator.MICROSOFT)
                ? model.withOpset(Operator.MICROSOFT, 1)
                : model;
    }
}
