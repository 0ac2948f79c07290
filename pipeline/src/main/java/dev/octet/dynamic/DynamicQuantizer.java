package dev.octet.dynamic;

import dev.octet.body.EachBody;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.prepare.PreparationSettings;
import dev.octet.prepare.constant.FoldConstants;
import dev.octet.prepare.simplify.RemoveDeadNodes;
import dev.octet.rewrite.LeaveFloat;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.RulePass;
import dev.octet.rewrite.Trace;
import dev.octet.rewrite.TraceEntry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Quantizes a prepared model dynamically. */
public final class DynamicQuantizer {
    private static final Rule<?> LEAVE_RECURRENT = new LeaveFloat(
            "LeaveRecurrent",
            Set.of("GRU", "RNN"),
            1,
            "ONNX Runtime has a kernel of this operator on integers, as for LSTM");

    private DynamicQuantizer() {}

    /**
     * The model with int8 weights, and activations that are quantized while it runs; the same signature. Bodies of If,
     * Loop and Scan are quantized too.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_MODEL if a weight is not finite
     */
    public static DynamicResult quantize(Model model, DynamicSettings settings) {
        return quantize(Tamed.unchanged(model), settings);
    }

    /**
     * As {@link #quantize(Model, DynamicSettings)}, for a model whose outliers were looked for.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_MODEL if a weight is not finite
     */
    public static DynamicResult quantize(Tamed tamed, DynamicSettings settings) {
        List<TraceEntry> told = new ArrayList<>();
        Model quantized = graph(tamed, settings, "", told);
        quantized = EachBody.of(
                tamed.model(),
                quantized,
                new FoldConstants(PreparationSettings.defaults().foldLimit()).then(new RemoveDeadNodes()),
                (body, where) -> graph(Tamed.unchanged(body), settings, ", in " + where, told));
        return new DynamicResult(quantized, told);
    }

    private static Model graph(Tamed tamed, DynamicSettings settings, String around, List<TraceEntry> told) {
        Trace trace = new Trace();
        WeightNoise noise = new WeightNoise(tamed.smoothed());
        Model quantized = new RulePass(rules(settings, noise)).apply(tamed.model(), trace);
        // Shared quantizers are no news to the user.
        quantized = new RulePass(List.of(new MergeQuantizers())).apply(quantized, new Trace());
        // Rules look at the nodes that they wrote too.
        Set<String> asked =
                tamed.model().graph().nodes().stream().map(Node::label).collect(Collectors.toCollection(HashSet::new));
        asked.removeAll(tamed.added());
        trace.entries().stream()
                .filter(entry -> asked.contains(entry.node()))
                .map(entry -> entry.at(around))
                .forEach(told::add);
        return withImports(quantized);
    }

    private static List<Rule<?>> rules(DynamicSettings settings, WeightNoise noise) {
        return List.of(
                new QuantizeMatMul(settings, noise),
                new QuantizeGemm(settings, noise),
                new QuantizeGather(settings),
                new QuantizeLstm(settings),
                new QuantizeAttention(settings),
                new LeaveConvolution(),
                LEAVE_RECURRENT);
    }

    private static Model withImports(Model model) {
        boolean usesMicrosoft = model.graph().nodes().stream()
                .anyMatch(node -> node.operator().domain().equals(Operator.MICROSOFT));
        return usesMicrosoft && !model.opsetImports().containsKey(Operator.MICROSOFT)
                ? model.withOpset(Operator.MICROSOFT, 1)
                : model;
    }
}
