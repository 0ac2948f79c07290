package dev.octet.cli.text;

import dev.octet.cli.text.Table.Align;
import dev.octet.graph.Value;
import dev.octet.inspect.FunctionSummary;
import dev.octet.inspect.Inspection;
import dev.octet.inspect.OperatorCount;
import dev.octet.inspect.QuantizationSummary;
import dev.octet.inspect.StoredWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An {@link Inspection} for people. */
public final class InspectionText {
    private InspectionText() {}

    public static String of(Inspection inspection, String file, long bytes) {
        Facts facts = new Facts().line(file).gap();
        if (!inspection.facts().producerName().isEmpty()) {
            facts.fact("producer", producer(inspection));
        }
        facts.fact("format", format(inspection))
                .fact("size", size(inspection.weights(), bytes))
                .fact("weights", weights(inspection.weights()))
                .fact("quantized", quantization(inspection.quantization()))
                .fact("", WeightCodingText.of(inspection.quantization()))
                .gap()
                .fact("inputs", values(inspection.inputs()));
        if (!inspection.overridable().isEmpty()) {
            facts.fact(
                    "",
                    "and " + Amounts.count(inspection.overridable().size(), "initializer")
                            + " that the caller may override");
        }
        facts.fact("outputs", values(inspection.outputs()))
                .gap()
                .fact("operators", Amounts.count(inspection.nodes(), "node"))
                .fact("", operators(inspection.operators()));
        extras(inspection, facts);
        return facts.toString();
    }

    private static String producer(Inspection inspection) {
        return (inspection.facts().producerName() + " " + inspection.facts().producerVersion()).strip();
    }

    private static String format(Inspection inspection) {
        return inspection.opsetImports().entrySet().stream()
                .map(entry -> (entry.getKey().isEmpty() ? "opset" : entry.getKey()) + " " + entry.getValue())
                .collect(Collectors.joining(", ", "IR " + inspection.irVersion() + ", ", ""));
    }

    private static String size(StoredWeights weights, long bytes) {
        long inside = Math.min(bytes, weights.bytes() - weights.externalBytes());
        String size = "%s: %s weights, %s all else"
                .formatted(Amounts.bytes(bytes), Amounts.bytes(inside), Amounts.bytes(bytes - inside));
        return weights.externalFiles().isEmpty()
                ? size
                : "%s; %s weights in %s"
                        .formatted(
                                size,
                                Amounts.bytes(weights.externalBytes()),
                                String.join(", ", weights.externalFiles().keySet()));
    }

    private static Table weights(StoredWeights weights) {
        Table table = new Table(Align.RIGHT, Align.LEFT, Align.LEFT);
        weights.totals()
                .forEach(total -> table.row(
                        Amounts.count(total.elements()),
                        total.type().onnxName(),
                        "in " + Amounts.count(total.tensors(), "tensor")));
        return weights.totals().isEmpty() ? table.row("none") : table;
    }

    private static String quantization(QuantizationSummary found) {
        return switch (found.form()) {
            case FLOAT -> "no";
            case QDQ -> "yes, QDQ: " + parts(found);
            case WEIGHT_ONLY -> "weights only: " + parts(found);
            case INTEGER_OPERATORS -> "yes, integer operators: " + parts(found);
            case DYNAMIC -> "yes, activations at run time: " + parts(found);
        };
    }

    private static String parts(QuantizationSummary found) {
        List<String> parts = new ArrayList<>();
        addPart(parts, found.quantizeNodes(), "QuantizeLinear");
        addPart(parts, found.dequantizeNodes(), "DequantizeLinear");
        addPart(parts, found.dynamicQuantizeNodes(), "DynamicQuantizeLinear");
        found.integerOperators().forEach((operator, count) -> addPart(parts, count, operator.toString()));
        addPart(parts, found.codebooks(), "weights as codebooks");
        if (!found.weightTypes().isEmpty()) {
            parts.add(found.weightTypes().entrySet().stream()
                    .map(entry -> entry.getValue() + " " + entry.getKey().onnxName())
                    .collect(Collectors.joining(", ", "weights ", "")));
        }
        return String.join(", ", parts);
    }

    private static void addPart(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    private static Table values(List<Value> values) {
        Table table = new Table(Align.LEFT, Align.LEFT);
        values.forEach(value -> table.row(value.name(), value.type().toString()));
        return values.isEmpty() ? table.row("none") : table;
    }

    private static Table operators(List<OperatorCount> operators) {
        Table table = new Table(Align.RIGHT, Align.LEFT, Align.LEFT);
        operators.forEach(count ->
                table.row(Amounts.count(count.total()), count.operator().toString(), elsewhere(count)));
        return table;
    }

    private static String elsewhere(OperatorCount count) {
        List<String> places = new ArrayList<>();
        if (count.inSubgraphs() > 0) {
            places.add(count.inSubgraphs() + " in subgraphs");
        }
        if (count.inFunctions() > 0) {
            places.add(count.inFunctions() + " in functions");
        }
        return places.isEmpty() ? "" : "(" + String.join(", ", places) + ")";
    }

    private static void extras(Inspection inspection, Facts facts) {
        if (!inspection.functions().isEmpty()) {
            Table table = new Table(Align.LEFT, Align.LEFT, Align.LEFT);
            for (FunctionSummary function : inspection.functions()) {
                table.row(
                        function.operator().toString(),
                        Amounts.count(function.nodes(), "node"),
                        "called " + Amounts.count(function.calls(), "time"));
            }
            facts.gap().fact("functions", table);
        }
        if (!inspection.customDomains().isEmpty()) {
            facts.gap().fact("custom", customDomains(inspection.customDomains()));
        }
    }

    private static Table customDomains(Map<String, Integer> domains) {
        Table table = new Table(Align.LEFT, Align.LEFT);
        domains.forEach((domain, nodes) ->
                table.row(domain, Amounts.count(nodes, "node") + "; running them needs a library of custom operators"));
        return table;
    }
}
