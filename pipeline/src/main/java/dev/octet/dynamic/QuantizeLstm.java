package dev.octet.dynamic;

import dev.octet.affine.PerChannel;
import dev.octet.affine.TensorQuantizer;
import dev.octet.affine.WeightRanges;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Quantizes the weights W {@code [directions, 4*hidden, in]} and R {@code [directions, 4*hidden, hidden]} of an LSTM,
 * one scale a row.
 *
 * <pre>{@code
 * LSTM(X, W, R, B, lengths, h, c, P)   ->   com.microsoft.DynamicQuantizeLSTM(X, codes of W, codes of R, B, lengths,
 *                                               h, c, P, scales of W, zeros of W, scales of R, zeros of R)
 * }</pre>
 *
 * <p>The codes are stored as {@code [directions, in, 4*hidden]}, scales and zeros as {@code [directions, 4*hidden]}.
 * Source: LSTM-14 and ONNX Runtime's DynamicQuantizeLSTM.
 */
final class QuantizeLstm implements Rule<QuantizeLstm.Weights> {
    private static final Operator QUANTIZED = new Operator(Operator.MICROSOFT, "DynamicQuantizeLSTM");
    private static final int FLOAT_INPUTS = 8;

    private final DynamicSettings settings;

    QuantizeLstm(DynamicSettings settings) {
        this.settings = settings;
    }

    /** An LSTM with constant weights. */
    record Weights(Node node, Tensor input, Tensor recurrence) {}

    @Override
    public Optional<Weights> match(Scope scope, Node root) {
        if (!root.is("LSTM")) {
            return Optional.empty();
        }
        Optional<Tensor> recurrence = scope.constantInput(root, 2).filter(tensor -> tensor.type() == ElementType.FLOAT);
        return WeightedNode.of(scope, root, 1)
                .flatMap(found -> recurrence.map(tensor -> new Weights(root, found.weight(), tensor)));
    }

    @Override
    public List<Condition<Weights>> conditions() {
        return List.of(
                new Condition<>("the node is not excluded", found -> !WeightedNode.excluded(settings, found.node())),
                new Condition<>(
                        "the sequence is the first axis", found -> found.node().intAttribute("layout", 0) == 0));
    }

    @Override
    public Edit rewrite(Scope scope, Weights match) {
        Node node = match.node();
        DynamicWriter writer = new DynamicWriter(scope, node);
        List<String> input = write(writer, node.inputs().get(1), match.input());
        List<String> recurrence = write(writer, node.inputs().get(2), match.recurrence());
        List<String> inputs = new ArrayList<>(node.inputs());
        while (inputs.size() < FLOAT_INPUTS) {
            inputs.add("");
        }
        inputs.set(1, input.get(0));
        inputs.set(2, recurrence.get(0));
        inputs.addAll(List.of(input.get(1), input.get(2), recurrence.get(1), recurrence.get(2)));
        return writer.last(QUANTIZED, inputs, node.withoutAttribute("layout").attributes());
    }

    private List<String> write(DynamicWriter writer, String name, Tensor weight) {
        Shape shape = weight.shape();
        Shape channels = Shape.of(shape.dimension(0), shape.dimension(1));
        Tensor rows = weight.reshaped(Shape.of(channels.elementCount(), shape.dimension(2)));
        PerChannel quantization = PerChannel.of(0, WeightRanges.perChannel(name, rows, 0), settings.weight());
        Tensor codes = transposed(TensorQuantizer.quantize(name, rows, quantization), shape);
        return List.of(
                writer.store(name + "_quantized", codes),
                writer.store(
                        name + "_scale",
                        quantization.scaleTensor(ElementType.FLOAT).reshaped(channels)),
                writer.store(
                        name + "_zero_point", quantization.zeroPointTensor().reshaped(channels)));
    }

    private static Tensor transposed(Tensor codes, Shape shape) {
        int directions = Math.toIntExact(shape.dimension(0));
        int rows = Math.toIntExact(shape.dimension(1));
        int columns = Math.toIntExact(shape.dimension(2));
        ByteBuffer from = codes.data().buffer();
        byte[] to = new byte[from.remaining()];
        for (int row = 0; row < directions * rows; row++) {
            int start = row / rows * rows * columns + row % rows;
            for (int column = 0; column < columns; column++) {
                to[start + column * rows] = from.get(row * columns + column);
            }
        }
        return Tensor.ofBytes(ElementType.INT8, Shape.of(directions, columns, rows), to);
    }
}
