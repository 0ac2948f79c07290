package dev.octet.runtime;

import dev.octet.graph.Operator;
import java.util.Set;

/** Which operators of an optimized graph compute on integers. */
final class IntegerKernels {
    private static final Set<String> TYPES = Set.of(
            "ConvInteger",
            "MatMulInteger",
            "MatMulIntegerToFloat",
            "DynamicQuantizeMatMul",
            "DynamicQuantizeLSTM",
            "GatherBlockQuantized",
            "MatMulNBits",
            "QAttention",
            "QGemm");

    private IntegerKernels() {}

    /** Whether the operator computes on integers; QuantizeLinear and DequantizeLinear only convert. */
    static boolean computes(Operator operator) {
        return isKnown(operator)
                && (TYPES.contains(operator.type()) || operator.type().startsWith("QLinear"));
    }

    /** Whether the operator only converts between floats and integers. */
    static boolean converts(Operator operator) {
        return isKnown(operator)
                && (operator.type().equals("QuantizeLinear")
                        || operator.type().equals("DequantizeLinear")
                        || operator.type().equals("DynamicQuantizeLinear"));
    }

    private static boolean isKnown(Operator operator) {
        return operator.domain().equals(Operator.ONNX) || operator.domain().equals(Operator.MICROSOFT);
    }
}
