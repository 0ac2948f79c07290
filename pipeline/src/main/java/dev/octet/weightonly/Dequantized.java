package dev.octet.weightonly;

import dev.octet.affine.Symmetry;
import dev.octet.affine.block.BlockQuantized;
import dev.octet.affine.block.BlockScheme;
import dev.octet.affine.block.CodeLayout;
import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Origin;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A weight as codes with a DequantizeLinear behind them; collects what that puts into the graph. */
final class Dequantized {
    private final Scope scope;
    private final WeightOnlySettings settings;
    private final String weight;
    private Edit edit = Edit.NOTHING;

    Dequantized(Scope scope, WeightOnlySettings settings, String weight) {
        this.scope = scope;
        this.settings = settings;
        this.weight = weight;
    }

    Edit edit() {
        return edit;
    }

    /**
     * A matrix; answers the value that is as the float matrix was. Its lines are columns or rows, as the layout says.
     */
    String matrix(BlockQuantized quantized, BlockScheme scheme, CodeLayout layout) {
        boolean whole = quantized.blocks() == 1 && settings.blockSize() == WeightOnlySettings.WHOLE_CHANNEL;
        boolean columns = layout == CodeLayout.COLUMNS;
        Map<String, Attribute> attributes = new LinkedHashMap<>();
        // With one scale a channel the axis is the channels'; with blocks it is the one that is cut.
        attributes.put("axis", Attribute.of(whole == columns ? 1L : 0L));
        if (!whole) {
            attributes.put("block_size", Attribute.of((long) scheme.size()));
        }
        return of(quantized.codes(layout), whole ? vectors(quantized) : parameters(quantized, layout), attributes);
    }

    /** Any codes with their scales and perhaps zero points; answers the name of the real values. */
    String of(Tensor codes, List<Tensor> parameters, Map<String, Attribute> attributes) {
        String value = scope.names().fresh(weight + "_dequantized");
        List<String> inputs = new ArrayList<>(List.of(store("_codes", codes), store("_scales", parameters.get(0))));
        if (parameters.size() > 1) {
            inputs.add(store("_zero_points", parameters.get(1)));
        }
        String name = scope.names().fresh(weight + "_DequantizeLinear");
        Operator operator = new Operator(Operator.ONNX, "DequantizeLinear");
        edit = edit.add(new Node(name, operator, inputs, List.of(value), attributes, Origin.NONE));
        return value;
    }

    /** Stores a tensor under a name that tells what of the weight it is. */
    String store(String suffix, Tensor tensor) {
        String name = scope.names().fresh(weight + suffix);
        edit = edit.add(Initializer.of(name, tensor));
        return name;
    }

    /** Scales and zero points of one block a line, as vectors. */
    List<Tensor> vectors(BlockQuantized quantized) {
        return parameters(quantized, CodeLayout.LINES).stream()
                .map(tensor -> new Tensor(tensor.type(), Shape.of(tensor.elementCount()), tensor.data()))
                .toList();
    }

    private List<Tensor> parameters(BlockQuantized quantized, CodeLayout layout) {
        return settings.symmetry() == Symmetry.ASYMMETRIC
                ? List.of(quantized.scales(layout), quantized.zeroPoints(layout))
                : List.of(quantized.scales(layout));
    }
}
