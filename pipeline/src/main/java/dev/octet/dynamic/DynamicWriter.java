package dev.octet.dynamic;

import dev.octet.affine.PerChannel;
import dev.octet.affine.Scheme;
import dev.octet.affine.TensorQuantizer;
import dev.octet.affine.WeightRanges;
import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;

/** Collects what takes the place of one node; new names begin with the name of what they are made of. */
final class DynamicWriter {
    private static final long FLOAT = 1;

    private final Scope scope;
    private final Node replaced;
    private Edit edit;

    DynamicWriter(Scope scope, Node replaced) {
        this.scope = scope;
        this.replaced = replaced;
        this.edit = Edit.remove(replaced);
    }

    Edit edit() {
        return edit;
    }

    /** A value as uint8 codes, found at run time: names of codes, scale and zero point. */
    List<String> quantized(String value) {
        List<String> outputs = List.of(
                scope.names().fresh(value + "_quantized"),
                scope.names().fresh(value + "_scale"),
                scope.names().fresh(value + "_zero_point"));
        add(value, new Operator(Operator.ONNX, "DynamicQuantizeLinear"), List.of(value), outputs, Map.of());
        return outputs;
    }

    /** A weight as int8 codes with one scale a channel: names of codes, scales and zero points. */
    List<String> weight(String name, Tensor weight, int axis, Scheme scheme) {
        PerChannel channels = PerChannel.of(axis, WeightRanges.perChannel(name, weight, axis), scheme);
        return List.of(
                store(name + "_quantized", TensorQuantizer.quantize(name, weight, channels)),
                store(name + "_scale", channels.scaleTensor(ElementType.FLOAT)),
                store(name + "_zero_point", channels.zeroPointTensor()));
    }

    String store(String wish, Tensor tensor) {
        String name = scope.names().fresh(wish);
        edit = edit.add(Initializer.of(name, tensor));
        return name;
    }

    /** A node of ONNX's own with one output, made for the replaced one; answers the output. */
    String node(String type, List<String> inputs, Map<String, Attribute> attributes) {
        String output = scope.names().fresh("%s_%s_output".formatted(replaced.output(), type));
        add(replaced.output(), new Operator(Operator.ONNX, type), inputs, List.of(output), attributes);
        return output;
    }

    String toFloat(String value) {
        return node("Cast", List.of(value), Map.of("to", Attribute.of(FLOAT)));
    }

    /** The node that computes what the replaced one did. */
    Edit last(Operator operator, List<String> inputs, Map<String, Attribute> attributes) {
        add(replaced.output(), operator, inputs, replaced.outputs(), attributes);
        return edit;
    }

    Edit last(String type, String... inputs) {
        return last(new Operator(Operator.ONNX, type), List.of(inputs), Map.of());
    }

    private void add(
            String about,
            Operator operator,
            List<String> inputs,
            List<String> outputs,
            Map<String, Attribute> attributes) {
        String stem = about.equals(replaced.output()) && !replaced.name().isEmpty() ? replaced.name() : about;
        String name = scope.names().fresh(stem + "_" + operator.type());
        edit = edit.add(new Node(name, operator, inputs, outputs, attributes, Origin.NONE));
    }
}
