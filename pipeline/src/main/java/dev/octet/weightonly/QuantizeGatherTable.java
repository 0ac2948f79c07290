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
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Quantizes a table that Gather reads rows of, such as the embedding of tokens, {@code [rows, width]}, in blocks along
 * the rows.
 *
 * <pre>{@code
 * y = Gather(table, i)   ->   y = DequantizeLinear(Gather(codes, i), Gather(scales, i), ...) {axis=-1, block_size}
 *                        or   y = com.microsoft.GatherBlockQuantized(codes, i, scales, zeroPoints)
 * }</pre>
 *
 * <p>The rows are picked first, so only these are turned into floats. In ONNX's own operators the codes have 8 bits
 * whatever is asked for, because ONNX Runtime's Gather takes no 4-bit types (seen with 1.29). Source: Gather-13,
 * DequantizeLinear-21, com.microsoft.GatherBlockQuantized-1.
 */
final class QuantizeGatherTable implements Rule<WeightedNode> {
    private final WeightOnlySettings settings;
    private final List<Condition<WeightedNode>> conditions;

    QuantizeGatherTable(WeightOnlySettings settings) {
        this.settings = settings.form() == WeightForm.STANDARD ? settings.withBits(8) : settings;
        List<Condition<WeightedNode>> all = new ArrayList<>(WeightedNode.conditions(settings));
        all.add(new Condition<>("the table is a matrix", WeightedNode::isMatrix));
        all.add(new Condition<>("whole rows are picked", found -> found.node().intAttribute("axis", 0) == 0));
        all.add(new Condition<>(
                "a row has a block of elements", found -> width(found) >= Math.max(16, settings.blockSize())));
        conditions = List.copyOf(all);
    }

    private static long width(WeightedNode found) {
        return found.weight().shape().dimension(1);
    }

    @Override
    public Optional<WeightedNode> match(Scope scope, Node root) {
        // Block scales, which rows picked from a table need, came with DequantizeLinear-21.
        boolean written = settings.form() == WeightForm.MICROSOFT || scope.opset() >= 21;
        return root.is("Gather") && written
                ? WeightedNode.of(scope, root, 0).filter(found -> !found.transposed())
                : Optional.empty();
    }

    @Override
    public List<Condition<WeightedNode>> conditions() {
        return conditions;
    }

    @Override
    public Edit rewrite(Scope scope, WeightedNode match) {
        BlockScheme scheme = settings.of(match.node()).scheme((int) width(match));
        BlockQuantized quantized = new BlockQuantized(match.lines(false), scheme, settings.method());
        return settings.form() == WeightForm.STANDARD
                ? standard(scope, match.node(), quantized, scheme)
                : microsoft(scope, match.node(), quantized, scheme);
    }

    private Edit standard(Scope scope, Node node, BlockQuantized quantized, BlockScheme scheme) {
        Dequantized table = new Dequantized(scope, settings, node.inputs().get(0));
        List<String> picked = new ArrayList<>();
        Edit gathers = Edit.remove(node);
        Map<String, Tensor> parts = parts(quantized);
        for (Map.Entry<String, Tensor> part : parts.entrySet()) {
            String value = scope.names().fresh(node.output() + part.getKey());
            String stored = table.store(part.getKey(), part.getValue());
            gathers = gathers.add(new Node(
                    scope.names().fresh(node.name() + part.getKey()),
                    node.operator(),
                    List.of(stored, node.inputs().get(1)),
                    List.of(value),
                    Map.of(),
                    Origin.NONE));
            picked.add(value);
        }
        return gathers.and(table.edit())
                .add(new Node(
                        node.name(),
                        new Operator(Operator.ONNX, "DequantizeLinear"),
                        picked,
                        node.outputs(),
                        inOrder(Map.of("axis", Attribute.of(-1L), "block_size", Attribute.of((long) scheme.size()))),
                        Origin.NONE));
    }

    private Map<String, Tensor> parts(BlockQuantized quantized) {
        Map<String, Tensor> parts = new LinkedHashMap<>();
        parts.put("_codes", quantized.codes(CodeLayout.LINES));
        parts.put("_scales", quantized.scales(CodeLayout.LINES));
        // GatherBlockQuantized takes 0 where no zero point is given, and its codes are unsigned.
        if (settings.symmetry() == Symmetry.ASYMMETRIC || settings.form() == WeightForm.MICROSOFT) {
            parts.put("_zero_points", quantized.zeroPoints(CodeLayout.LINES));
        }
        return parts;
    }

    private Edit microsoft(Scope scope, Node node, BlockQuantized quantized, BlockScheme scheme) {
        String table = node.inputs().get(0);
        Edit edit = Edit.remove(node);
        List<String> names = new ArrayList<>();
        for (Map.Entry<String, Tensor> part : parts(quantized).entrySet()) {
            String name = scope.names().fresh(table + part.getKey());
            edit = edit.add(Initializer.of(name, part.getValue()));
            names.add(name);
        }
        names.add(1, node.inputs().get(1));
        return edit.add(new Node(
                node.name(),
                new Operator(Operator.MICROSOFT, "GatherBlockQuantized"),
                names,
                node.outputs(),
                inOrder(Map.of(
                        "gather_axis", Attribute.of(0L),
                        "quantize_axis", Attribute.of(1L),
                        "block_size", Attribute.of((long) scheme.size()),
                        "bits", Attribute.of((long) settings.of(node).bits()))),
                Origin.NONE));
    }

    /** The order of Map.of changes from run to run, and with it the bytes of the model would. */
    private static Map<String, Attribute> inOrder(Map<String, Attribute> attributes) {
        return new TreeMap<>(attributes);
    }
}
