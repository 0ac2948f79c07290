package dev.octet.place;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Use;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a model came with that is quantized already, by training or by another tool. It stays as it is, and so does
 * every node that touches it: a second pair of QuantizeLinear and DequantizeLinear would cost accuracy and keep ONNX
 * Runtime from fusing the first.
 */
final class ExistingQuantization {
    private static final Set<String> CONVERSIONS =
            Set.of("QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear");
    private static final Set<String> INTEGER_KERNELS =
            Set.of("ConvInteger", "MatMulInteger", "MatMulIntegerToFloat", "DynamicQuantizeMatMul", "QGemm");
    /** Operators whose results are integers, or the scales that turn them into floats. */
    private static final Set<String> SOURCES = Set.of("ConvInteger", "DynamicQuantizeLinear", "MatMulInteger");
    /** Between an integer kernel and its float result: ONNX Runtime makes one kernel of all of them. */
    private static final Set<String> RESCALING = Set.of("Cast", "Mul");

    private final Graph graph;
    /** Integer results that are on their way to floats. */
    private final Set<String> unscaled = new HashSet<>();

    private ExistingQuantization(Graph graph) {
        this.graph = graph;
    }

    static ExistingQuantization of(Graph graph) {
        ExistingQuantization existing = new ExistingQuantization(graph);
        graph.nodes().forEach(existing::follow);
        return existing;
    }

    /** Nodes that convert or compute on integers by the model's own making. */
    int size() {
        return (int) graph.nodes().stream()
                .filter(ExistingQuantization::isQuantization)
                .count();
    }

    /** Why a node may not be quantized, if it is part of a quantized region or touches one. */
    Optional<String> obstacle(Node node) {
        if (isQuantization(node)) {
            return Optional.of("the model came with it");
        }
        for (String input : node.inputs()) {
            boolean isDequantized = graph.uses()
                    .producer(input)
                    .filter(producer -> producer.operator().type().equals("DequantizeLinear"))
                    .isPresent();
            if (isDequantized || unscaled.contains(input)) {
                return Optional.of("the model came with '%s' quantized".formatted(input));
            }
        }
        return node.outputs().stream()
                .filter(this::isQuantizedNext)
                .map("the model came with '%s' quantized"::formatted)
                .findFirst();
    }

    /** Whether a QuantizeLinear reads a value, perhaps behind a Relu or Clip alone. */
    private boolean isQuantizedNext(String value) {
        return graph.uses().of(value).stream()
                .map(Use::node)
                .anyMatch(reader -> isQuantize(reader)
                        || ((reader.is("Relu") || reader.is("Clip"))
                                && graph.uses().of(reader.output()).stream()
                                        .map(Use::node)
                                        .anyMatch(ExistingQuantization::isQuantize)));
    }

    private void follow(Node node) {
        String type = node.operator().type();
        boolean rescales =
                RESCALING.stream().anyMatch(node::is) && node.inputs().stream().anyMatch(unscaled::contains);
        if (rescales || SOURCES.contains(type)) {
            unscaled.addAll(node.outputs());
        }
    }

    private static boolean isQuantize(Node node) {
        return node.operator().type().equals("QuantizeLinear")
                || node.operator().type().equals("DynamicQuantizeLinear");
    }

    private static boolean isQuantization(Node node) {
        String type = node.operator().type();
        String domain = node.operator().domain();
        boolean isKnown = domain.equals(Operator.ONNX) || domain.equals(Operator.MICROSOFT);
        return isKnown && (CONVERSIONS.contains(type) || INTEGER_KERNELS.contains(type) || type.startsWith("QLinear"));
    }
}
