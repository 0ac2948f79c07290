package dev.octet.dynamic;

import dev.octet.affine.Scheme;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A product of a value with a constant matrix on integers.
 *
 * <pre>{@code
 * xq, sx, zx = DynamicQuantizeLinear(x)
 * q = MatMulInteger(xq, Wq, zx, zW);  f = Cast(q) {to=float}
 * s = Mul(sx, sW);                    y = Mul(f, s)
 * }</pre>
 *
 * <p>ONNX Runtime makes one DynamicQuantizeMatMul of it, or a MatMulIntegerToFloat where several products share the
 * quantized value; the bias behind goes into either. It looks for the factors of the scale in this order.
 */
final class IntegerProduct {
    /** Below, quantizing the value takes more time than multiplying its codes saves. */
    private static final long SHORTEST_SUM = 16;

    private IntegerProduct() {}

    /** Holds where a product adds up enough numbers; to be asked after the weight is known to be a matrix. */
    static Condition<WeightedNode> isLong() {
        return new Condition<>(
                "16 numbers or more are added up",
                found -> found.weight().shape().dimension(found.sumAxis()) >= SHORTEST_SUM);
    }

    /** Replaces a node by the product of its first input with a matrix {@code [in, out]}, and a bias behind. */
    static Edit replacing(Scope scope, Node node, Tensor matrix, Optional<String> bias, Scheme scheme) {
        DynamicWriter writer = new DynamicWriter(scope, node);
        List<String> weight = writer.weight(node.inputs().get(1), matrix, 1, scheme);
        List<String> value = writer.quantized(node.inputs().get(0));
        List<String> factors = List.of(value.get(0), weight.get(0), value.get(2), weight.get(2));
        String sums = writer.toFloat(writer.node("MatMulInteger", factors, Map.of()));
        String scales = writer.node("Mul", List.of(value.get(1), weight.get(1)), Map.of());
        if (bias.isEmpty()) {
            return writer.last("Mul", sums, scales);
        }
        String product = writer.node("Mul", List.of(sums, scales), Map.of());
        return writer.last("Add", product, bias.get());
    }
}
