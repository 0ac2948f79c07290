package dev.octet.inspect;

import dev.octet.graph.Operator;
import java.util.Set;

/**
 * The operators that quantized models consist of.
 *
 * <p>Source: ONNX operator schemas up to opset 24, and the contrib operators of ONNX Runtime 1.29.
 */
final class IntegerOperators {
    private static final Set<String> WEIGHT_ONLY =
            Set.of("MatMulNBits", "MatMulBnb4", "MatMulFpQ4", "GatherBlockQuantized", "QMoE");
    private static final Set<String> OTHERS = Set.of(
            "ConvInteger",
            "MatMulInteger",
            "MatMulInteger16",
            "MatMulIntegerToFloat",
            "MulInteger",
            "QGemm",
            "QAttention",
            "QEmbedLayerNormalization");

    private IntegerOperators() {}

    static boolean isQuantize(Operator operator) {
        return known(operator) && operator.type().equals("QuantizeLinear");
    }

    static boolean isDequantize(Operator operator) {
        return known(operator) && operator.type().equals("DequantizeLinear");
    }

    /** Computes the parameters of an activation at run time, alone or together with what follows. */
    static boolean isDynamic(Operator operator) {
        return known(operator) && operator.type().startsWith("DynamicQuantize");
    }

    /** Takes packed weights and float activations. */
    static boolean isWeightOnly(Operator operator) {
        return known(operator) && WEIGHT_ONLY.contains(operator.type());
    }

    /**
     * Computes with quantized numbers itself: any of the above but the three conversions, or the like of QLinearConv.
     */
    static boolean computes(Operator operator) {
        String type = operator.type();
        return known(operator)
                && (OTHERS.contains(type)
                        || WEIGHT_ONLY.contains(type)
                        || type.startsWith("QLinear")
                        || type.startsWith("QOrdered")
                        || (type.startsWith("DynamicQuantize") && !type.equals("DynamicQuantizeLinear")));
    }

    private static boolean known(Operator operator) {
        return operator.domain().equals(Operator.ONNX) || operator.domain().equals(Operator.MICROSOFT);
    }
}
