package dev.octet.insert;

import dev.octet.affine.Affine;
import dev.octet.affine.PerChannel;
import dev.octet.affine.PerTensor;
import dev.octet.affine.Quantization;
import dev.octet.affine.QuantizedType;
import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Names;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes QuantizeLinear and DequantizeLinear nodes, and the initializers that they read, under names that are free. */
final class QdqPairs {
    private record StoredParameters(String scale, String zeroPoint) {}

    private record StoredConstant(Quantization quantization, String dequantized) {}

    /** The first opset with codes of 16 bits; ONNX Runtime's own operators have them in any. */
    private static final long SIXTEEN_BITS = 21;

    private final Names names;
    private final long opset;
    private final List<Initializer> initializers = new ArrayList<>();
    private final Map<String, StoredParameters> parameters = new HashMap<>();
    private final Map<String, List<StoredConstant>> constants = new HashMap<>();
    private final List<QuantizedConstant> stored = new ArrayList<>();

    QdqPairs(Names names, long opset) {
        this.names = names;
        this.opset = opset;
    }

    /** The initializers made so far, in order. */
    List<Initializer> initializers() {
        return initializers;
    }

    /** The constants stored so far, in order. */
    List<QuantizedConstant> stored() {
        return stored;
    }

    /** A name for something that belongs to a value. */
    String name(String value, String suffix) {
        return names.fresh(value + suffix);
    }

    /**
     * A QuantizeLinear.
     *
     * @param owner the value whose name the parameters take; values with one owner share them
     */
    Node quantize(String input, String output, String value, String owner, Affine map) {
        return node(
                operator("QuantizeLinear", map.type()),
                value,
                List.of(
                        input,
                        parameters(owner, map).scale(),
                        parameters(owner, map).zeroPoint()),
                output);
    }

    /** A DequantizeLinear with the parameters of {@link #quantize}. */
    Node dequantize(String input, String output, String value, String owner, Affine map) {
        return node(
                operator("DequantizeLinear", map.type()),
                value,
                List.of(
                        input,
                        parameters(owner, map).scale(),
                        parameters(owner, map).zeroPoint()),
                output);
    }

    /**
     * Stores a constant with the DequantizeLinear that reads it, once for all readers with the same parameters.
     *
     * @param nodes takes the DequantizeLinear if it is new
     * @return the dequantized value
     */
    String store(QuantizedConstant constant, List<Node> nodes) {
        List<StoredConstant> ofSameName = constants.computeIfAbsent(constant.name(), name -> new ArrayList<>());
        for (StoredConstant known : ofSameName) {
            if (known.quantization().equals(constant.quantization())) {
                return known.dequantized();
            }
        }
        String codes = initializer(constant.name(), "_quantized", constant.codes());
        StoredParameters parameters = store(constant.name(), constant.quantization());
        String output = names.fresh(constant.name() + "_dequantized");
        Node node = node(
                operator("DequantizeLinear", constant.quantization().type()),
                constant.name(),
                List.of(codes, parameters.scale(), parameters.zeroPoint()),
                output);
        boolean perChannel = constant.quantization() instanceof PerChannel;
        nodes.add(
                perChannel
                        ? node.withAttribute("axis", Attribute.of((long) ((PerChannel) constant.quantization()).axis()))
                        : node);
        ofSameName.add(new StoredConstant(constant.quantization(), output));
        stored.add(constant);
        return output;
    }

    private StoredParameters parameters(String owner, Affine map) {
        return parameters.computeIfAbsent(owner, name -> store(name, new PerTensor(map)));
    }

    private StoredParameters store(String owner, Quantization quantization) {
        return new StoredParameters(
                initializer(owner, "_scale", quantization.scaleTensor()),
                initializer(owner, "_zero_point", quantization.zeroPointTensor()));
    }

    private String initializer(String owner, String suffix, Tensor tensor) {
        String name = names.fresh(owner + suffix);
        initializers.add(Initializer.of(name, tensor));
        return name;
    }

    private Operator operator(String type, QuantizedType codes) {
        boolean contrib = codes.bits() == 16 && opset < SIXTEEN_BITS;
        return new Operator(contrib ? Operator.MICROSOFT : Operator.ONNX, type);
    }

    private Node node(Operator operator, String value, List<String> inputs, String output) {
        return new Node(
                names.fresh(value + "_" + operator.type()), operator, inputs, List.of(output), Map.of(), Origin.NONE);
    }
}
