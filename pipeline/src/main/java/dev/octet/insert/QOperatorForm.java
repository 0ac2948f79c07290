package dev.octet.insert;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Use;
import dev.octet.insert.IntegerOperator.Input;
import dev.octet.insert.IntegerOperator.Part;
import dev.octet.place.OperatorRule.Role;
import dev.octet.place.OperatorTable;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes operators on integers in place of float operators between DequantizeLinear and QuantizeLinear.
 *
 * <pre>{@code
 * y_float = Conv(DequantizeLinear(xq), DequantizeLinear(W), DequantizeLinear(b));  yq = QuantizeLinear(y_float)
 *     ->  yq = QLinearConv(xq, x_scale, x_zero_point, W, W_scale, W_zero_point, y_scale, y_zero_point, b)
 * }</pre>
 *
 * <p>ONNX Runtime does the same when it loads a model, so this form is for those who run without its optimizations or
 * with a runtime that knows no pairs. What has no operator on integers, or would need one of 16 bits, keeps its pairs.
 */
public final class QOperatorForm {
    /** An input that is not there, by ONNX's own spelling. */
    private static final String LEFT_OUT = "";
    /** Stands for an input that has no codes of 8 bits. */
    private static final String FLOAT = "\0float";
    /** How far the scale of a bias may be from the product, as a share of it. */
    private static final float TOLERANCE = 1e-4f;

    private final Graph graph;
    private final long opset;
    private final IdentityHashMap<Node, Node> replaced = new IdentityHashMap<>();
    private final Set<Node> gone = Collections.newSetFromMap(new IdentityHashMap<>());

    private QOperatorForm(Model model) {
        this.graph = model.graph();
        this.opset = model.opset();
        graph.nodes().forEach(this::visit);
    }

    /** The same model with operators on integers where there are such. */
    public static Model of(Model model) {
        QOperatorForm form = new QOperatorForm(model);
        Model changed = model.withGraph(form.changed());
        boolean usesContrib = form.replaced.values().stream()
                .anyMatch(node -> node.operator().domain().equals(Operator.MICROSOFT));
        return usesContrib ? changed.withOpset(Operator.MICROSOFT, 1) : changed;
    }

    private void visit(Node node) {
        Optional<IntegerOperator> entry = IntegerOperator.find(node)
                .filter(found -> node.attribute("dilations").isEmpty() || node.is("Conv"));
        if (entry.isPresent()) {
            Optional<QuantizedResult> result = QuantizedResult.of(graph, node, opset);
            if (result.isPresent()) {
                replace(node, entry.get(), result);
            } else if (entry.get().isFloatToo()) {
                replace(node, entry.get(), Optional.empty());
            } else if (node.is("MatMul")) {
                replace(node, IntegerOperator.MATRIX_PRODUCT_TO_FLOAT, Optional.empty());
            }
        } else if (arranges(node)) {
            arrange(node);
        }
    }

    /** Pads are left alone: they fill in zeros, which are another code than 0. */
    private static boolean arranges(Node node) {
        return !node.is("Pad")
                && (node.is("ArgMax")
                        || OperatorTable.find(node.operator())
                                .filter(rule -> rule.role() == Role.MOVEMENT || rule.role() == Role.VIEW)
                                .isPresent());
    }

    private void replace(Node node, IntegerOperator entry, Optional<QuantizedResult> result) {
        List<String> inputs = new ArrayList<>();
        for (Input input : entry.inputs()) {
            parts(node, input).forEach(part -> inputs.add(source(node, part, result)));
        }
        while (inputs.get(inputs.size() - 1).equals(LEFT_OUT)) {
            inputs.remove(inputs.size() - 1);
        }
        if (inputs.contains(FLOAT)) {
            return;
        }
        Node integer = node.withOperator(entry.operator())
                .withInputs(inputs)
                .withAttributes(entry.attributes().apply(node, opset));
        replaced.put(
                node,
                result.map(found -> integer.withOutputs(List.of(found.codes()))).orElse(integer));
        result.ifPresent(found -> gone.addAll(found.nodes()));
    }

    private static Stream<Input> parts(Node node, Input input) {
        return input.slot() == IntegerOperator.EACH
                ? IntStream.range(0, node.inputs().size())
                        .boxed()
                        .flatMap(slot -> IntegerOperator.quantized(slot).stream())
                : Stream.of(input);
    }

    private String source(Node node, Input input, Optional<QuantizedResult> result) {
        if (input.slot() == IntegerOperator.RESULT) {
            return result.map(found -> found.quantizer().inputs().get(input.part() == Part.SCALE ? 1 : 2))
                    .orElse(LEFT_OUT);
        }
        Optional<String> value = node.input(input.slot());
        if (value.isEmpty()) {
            return LEFT_OUT;
        }
        if (input.part() == Part.ITSELF) {
            return value.get();
        }
        Optional<String> codes = input.part() == Part.BIAS
                ? bias(node)
                : dequantizer(value.get())
                        .map(found -> found.inputs().get(input.part().slot()));
        return codes.orElse(FLOAT);
    }

    /** The DequantizeLinear of 8 bits, or of a bias, that gives a value. */
    private Optional<Node> dequantizer(String value) {
        return graph.uses()
                .producer(value)
                .filter(node -> node.is("DequantizeLinear"))
                .filter(node -> QuantizedResult.isEightBits(graph, node));
    }

    /**
     * The codes of a bias, if their scale is the product of two others: operators on integers take that for granted.
     */
    private Optional<String> bias(Node node) {
        Optional<Node> input = node.input(0).flatMap(this::dequantizer);
        Optional<Node> weight = node.input(1).flatMap(this::dequantizer);
        Optional<Node> bias =
                node.input(2).flatMap(graph.uses()::producer).filter(found -> found.is("DequantizeLinear"));
        if (input.isEmpty() || weight.isEmpty() || bias.isEmpty()) {
            return Optional.empty();
        }
        float[] found = scales(bias.get());
        float[] factors = scales(weight.get());
        float step = scales(input.get())[0];
        boolean isProduct = found.length == factors.length
                && IntStream.range(0, found.length)
                        .allMatch(i -> Math.abs(found[i] - step * factors[i]) <= TOLERANCE * step * factors[i]);
        return isProduct ? Optional.of(bias.get().inputs().get(0)) : Optional.empty();
    }

    /** What only selects or arranges elements does the same with codes, if its result has the same parameters. */
    private void arrange(Node node) {
        Optional<Node> input = node.input(0).flatMap(this::dequantizer);
        if (input.isEmpty()) {
            return;
        }
        Map<String, String> codes = new LinkedHashMap<>();
        List<Node> quantizers = new ArrayList<>();
        for (String output : node.outputs()) {
            Optional<Node> quantizer = graph.uses()
                    .only(output)
                    .map(Use::node)
                    .filter(reader -> reader.is("QuantizeLinear") && hasSameParameters(reader, input.get()));
            if (quantizer.isEmpty() && !node.is("ArgMax")) {
                return;
            }
            codes.put(output, quantizer.map(Node::output).orElse(output));
            quantizer.ifPresent(quantizers::add);
        }
        replaced.put(node, node.withInput(0, input.get().inputs().get(0)).withOutputs(List.copyOf(codes.values())));
        gone.addAll(quantizers);
    }

    /** By name, as Octet's own pairs share them, or by value. */
    private boolean hasSameParameters(Node quantizer, Node dequantizer) {
        if (!QuantizedResult.isEightBits(graph, quantizer)) {
            return false;
        }
        return quantizer.inputs().subList(1, 3).equals(dequantizer.inputs().subList(1, 3))
                || (Arrays.equals(scales(quantizer), scales(dequantizer))
                        && zeroPoint(quantizer).type() == zeroPoint(dequantizer).type()
                        && Arrays.equals(
                                zeroPoint(quantizer).toLongs(),
                                zeroPoint(dequantizer).toLongs()));
    }

    private Tensor zeroPoint(Node conversion) {
        return graph.constant(conversion.inputs().get(2)).orElseThrow();
    }

    /** The scales of a pair; NaN, which equals nothing, where they are computed. */
    private float[] scales(Node conversion) {
        return graph.constant(conversion.inputs().get(1)).map(Tensor::toFloats).orElse(new float[] {Float.NaN});
    }

    private Graph changed() {
        List<Node> nodes = graph.nodes().stream()
                .filter(node -> !gone.contains(node))
                .map(node -> replaced.getOrDefault(node, node))
                .toList();
        Graph all = graph.toBuilder().nodes(nodes).build();
        List<Node> needed = all.nodes().stream()
                .filter(node -> !node.is("DequantizeLinear") || all.uses().count(node.output()) > 0)
                .toList();
        Graph lean = all.toBuilder().nodes(needed).build();
        List<Initializer> read = lean.initializers().values().stream()
                .filter(initializer -> isKept(lean, initializer.name()))
                .toList();
        return lean.toBuilder().initializers(read).build();
    }

    /** What only the nodes that are gone read is not needed any more. */
    private boolean isKept(Graph lean, String initializer) {
        return lean.uses().count(initializer) > 0
                || lean.uses().isInput(initializer)
                || graph.uses().count(initializer) == 0;
    }
}
