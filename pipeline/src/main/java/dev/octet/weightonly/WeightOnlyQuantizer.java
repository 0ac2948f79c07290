package dev.octet.weightonly;

import dev.octet.body.EachBody;
import dev.octet.calibrate.data.DataSource;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.prepare.constant.ReplaceConstantNode;
import dev.octet.prepare.function.InlineFunctions;
import dev.octet.prepare.opset.OpsetUpgrade;
import dev.octet.prepare.opset.UpgradeResult;
import dev.octet.prepare.simplify.CaptureConstantState;
import dev.octet.prepare.simplify.RemoveDeadNodes;
import dev.octet.progress.Progress;
import dev.octet.rewrite.LeaveFloat;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Scope;
import dev.octet.rewrite.Trace;
import dev.octet.rewrite.TraceEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Quantizes the weights of a model, those in bodies of If, Loop and Scan too.
 *
 * <p>Costs no memory for weights: they are computed from the float ones when the model is written.
 */
public final class WeightOnlyQuantizer {
    private static final Rule<?> LEAVE_RECURRENT = new LeaveFloat(
            "LeaveRecurrent",
            Set.of("GRU", "LSTM", "RNN"),
            1,
            "ONNX Runtime has a kernel of this operator for weights that are integers alone");

    private WeightOnlyQuantizer() {}

    /**
     * The model with quantized weights; the same signature, and a higher operator set where the written operators need
     * one.
     *
     * @throws OctetException of kind CONFIGURATION if the model cannot be raised to that operator set, or if the
     *     settings need samples
     */
    public static WeightOnlyResult quantize(Model model, WeightOnlySettings settings) {
        if (settings.eightBitShare() > 0) {
            throw OctetException.configuration(
                    "Expected samples to choose the weights of 8 bits by, got none. Give --data, or name the nodes with --eight-bits.");
        }
        return quantize(ready(model, settings), settings, KnownWeights.NONE);
    }

    /**
     * As {@link #quantize(Model, WeightOnlySettings)}, with the weights of products found from samples by GPTQ. Holds
     * these weights in temporary files.
     *
     * @param data samples of what the model is given in use; it is read many times
     * @throws OctetException also of kind INVALID_DATA if there is no sample, or one does not fit the model or makes it
     *     compute what is not finite; of kind RUNTIME if ONNX Runtime fails
     */
    public static WeightOnlyResult quantize(
            Model model, WeightOnlySettings settings, DataSource data, Progress progress) {
        Model plain = ready(model, settings);
        List<Product> products = products(plain, settings);
        WeightOnlySettings decided = settings.withEightBitNodes(
                        EightBitChoice.choose(plain, products, settings, data, progress))
                .withEightBitShare(0);
        return quantize(plain, decided, Gptq.find(plain, products, decided, data, progress));
    }

    /** The products that rules would quantize, in the order of nodes. */
    private static List<Product> products(Model model, WeightOnlySettings settings) {
        Scope scope = new Scope(model.graph(), model.opsetImports(), Names.of(model), Map::of);
        List<ProductRule> rules = productRules(settings, KnownWeights.NONE);
        return model.graph().nodes().stream()
                .flatMap(node -> rules.stream().flatMap(rule -> rule.product(scope, node).stream()))
                .toList();
    }

    private static Model ready(Model model, WeightOnlySettings settings) {
        return new InlineFunctions()
                .then(new RulePass(List.of(new ReplaceConstantNode(), new CaptureConstantState())))
                .apply(raised(model, settings), new Trace());
    }

    /** Known weights are those of the main graph; those in bodies are found from themselves alone. */
    private static WeightOnlyResult quantize(Model plain, WeightOnlySettings settings, KnownWeights known) {
        List<TraceEntry> told = new ArrayList<>();
        Model quantized = graph(plain, settings, known, "", told);
        quantized = EachBody.of(
                plain,
                quantized,
                new RemoveDeadNodes(),
                (body, where) -> graph(body, settings, KnownWeights.NONE, ", in " + where, told));
        return new WeightOnlyResult(quantized, told, settings.eightBitNodes());
    }

    private static Model graph(
            Model plain, WeightOnlySettings settings, KnownWeights known, String around, List<TraceEntry> told) {
        Trace trace = new Trace();
        Model quantized = new RulePass(rules(settings, known)).apply(plain, trace);
        // A Transpose between a weight and its reader is read by nobody any more.
        quantized = new RemoveDeadNodes().apply(quantized, new Trace());
        // Rules look at the nodes that they wrote too.
        Set<String> asked = plain.graph().nodes().stream().map(Node::label).collect(Collectors.toSet());
        trace.entries().stream()
                .filter(entry -> asked.contains(entry.node()))
                .map(entry -> entry.at(around))
                .forEach(told::add);
        return withImports(quantized);
    }

    private static List<ProductRule> productRules(WeightOnlySettings settings, KnownWeights known) {
        return List.of(new QuantizeMatMulWeight(settings, known), new QuantizeGemmWeight(settings, known));
    }

    private static List<Rule<?>> rules(WeightOnlySettings settings, KnownWeights known) {
        List<Rule<?>> rules = new ArrayList<>(productRules(settings, known));
        rules.add(new QuantizeGatherTable(settings));
        rules.add(new QuantizeConvWeight(settings));
        rules.add(LEAVE_RECURRENT);
        return rules;
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
