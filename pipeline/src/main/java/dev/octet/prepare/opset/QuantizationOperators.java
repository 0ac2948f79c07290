package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.OperatorHistory.operator;

import java.util.List;

/** Operators on quantized tensors. Scales a channel came with 13, more types with 19 and 21, scales a block with 21. */
final class QuantizationOperators {
    static final List<OperatorHistory> ALL = List.of(
            operator("ConvInteger", 10),
            operator("DequantizeLinear", 10).compatible(13, 19, 21),
            operator("DynamicQuantizeLinear", 11),
            operator("MatMulInteger", 10),
            operator("QLinearConv", 10),
            operator("QLinearMatMul", 10).compatible(21),
            operator("QuantizeLinear", 10).compatible(13, 19, 21));

    private QuantizationOperators() {}
}
