package dev.octet.weightonly;

import dev.octet.affine.block.BlockQuantized;
import dev.octet.affine.block.BlockScheme;
import dev.octet.affine.block.CodeLayout;
import dev.octet.affine.block.Lines;
import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Quantizes the weight of a convolution, {@code [outChannels, inChannels/group, k...]}, with one scale an output
 * channel. For size alone: ONNX Runtime makes floats of it again at each run.
 *
 * <pre>{@code
 * y = Conv(x, W, b)   ->   y = Conv(x, DequantizeLinear(codes, scales, zeroPoints) {axis=0}, b)
 * }</pre>
 *
 * <p>Source: Conv-11, DequantizeLinear-13.
 */
final class QuantizeConvWeight implements Rule<WeightedNode> {
    private final WeightOnlySettings settings;
    private final List<Condition<WeightedNode>> conditions;

    QuantizeConvWeight(WeightOnlySettings settings) {
        this.settings = settings.withForm(WeightForm.STANDARD).withBlockSize(WeightOnlySettings.WHOLE_CHANNEL);
        List<Condition<WeightedNode>> all = new ArrayList<>(WeightedNode.conditions(settings));
        all.add(new Condition<>("ONNX's own operators are asked for", found -> settings.form() == WeightForm.STANDARD));
        all.add(new Condition<>("a channel has 16 weights or more", found -> lineLength(found) >= 16));
        conditions = List.copyOf(all);
    }

    private static long lineLength(WeightedNode found) {
        Shape shape = found.weight().shape();
        return shape.dimension(0) == 0 ? 0 : shape.elementCount() / shape.dimension(0);
    }

    @Override
    public Optional<WeightedNode> match(Scope scope, Node root) {
        return root.is("Conv")
                ? WeightedNode.of(scope, root, 1).filter(found -> !found.transposed())
                : Optional.empty();
    }

    @Override
    public List<Condition<WeightedNode>> conditions() {
        return conditions;
    }

    @Override
    public Edit rewrite(Scope scope, WeightedNode match) {
        Tensor weight = match.weight();
        long channels = weight.shape().dimension(0);
        Lines lines = Lines.rows(new Tensor(weight.type(), Shape.of(channels, lineLength(match)), weight.data()));
        BlockScheme scheme = settings.scheme(lines.length());
        BlockQuantized quantized = new BlockQuantized(lines, scheme, settings.method());
        Dequantized written =
                new Dequantized(scope, settings, match.node().inputs().get(1));
        Tensor flat = quantized.codes(CodeLayout.LINES);
        Tensor codes = new Tensor(flat.type(), weight.shape(), flat.data());
        String value = written.of(codes, written.vectors(quantized), Map.of("axis", Attribute.of(0L)));
        return Edit.remove(match.node()).and(written.edit()).add(match.node().withInput(1, value));
    }
}
