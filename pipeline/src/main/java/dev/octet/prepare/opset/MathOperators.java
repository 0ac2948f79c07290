package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.OperatorHistory.operator;
import static dev.octet.prepare.opset.UnaryOperators.IN_PLACE;

import java.util.List;

/** Operators that combine tensors element by element, matrix products, and transforms of signals. */
final class MathOperators {
    private static final Adapter BROADCAST = new LegacyBroadcast();

    static final List<OperatorHistory> ALL = List.of(
            operator("Add", 5).adapted(6, IN_PLACE).adapted(7, BROADCAST).compatible(13, 14),
            operator("And", 5).adapted(7, BROADCAST),
            operator("BitShift", 11),
            operator("BitwiseAnd", 18),
            operator("BitwiseOr", 18),
            operator("BitwiseXor", 18),
            operator("BlackmanWindow", 17),
            operator("CumSum", 11).compatible(14),
            operator("DFT", 17).adapted(20, new DftAxisToInput()),
            operator("Det", 11),
            operator("Div", 5).adapted(6, IN_PLACE).adapted(7, BROADCAST).compatible(13, 14),
            operator("Einsum", 12),
            operator("Equal", 5).adapted(7, BROADCAST).compatible(11, 13, 19),
            // The third input became optional in 11.
            operator("Gemm", 5)
                    .compatible(6)
                    .adapted(7, AttributeChange.drop("broadcast"))
                    .compatible(9, 11, 13),
            operator("Greater", 5).adapted(7, BROADCAST).compatible(9, 13),
            operator("GreaterOrEqual", 12).compatible(16),
            operator("HammingWindow", 17),
            operator("HannWindow", 17),
            operator("Less", 5).adapted(7, BROADCAST).compatible(9, 13),
            operator("LessOrEqual", 12).compatible(16),
            operator("MatMul", 5).compatible(9, 13),
            // Before 8 the inputs of these four had to have one shape; broadcasting came on top.
            operator("Max", 5).adapted(6, IN_PLACE).compatible(8, 12, 13),
            operator("Mean", 5).adapted(6, IN_PLACE).compatible(8, 13),
            operator("Min", 5).adapted(6, IN_PLACE).compatible(8, 12, 13),
            operator("Sum", 5).adapted(6, IN_PLACE).compatible(8, 13),
            operator("MelWeightMatrix", 17),
            operator("Mod", 10).compatible(13),
            operator("Mul", 5).adapted(6, IN_PLACE).adapted(7, BROADCAST).compatible(13, 14),
            operator("Or", 5).adapted(7, BROADCAST),
            operator("Pow", 5).adapted(7, BROADCAST).compatible(12, 13, 15),
            operator("STFT", 17),
            operator("Sub", 5).adapted(6, IN_PLACE).adapted(7, BROADCAST).compatible(13, 14),
            operator("Where", 9).compatible(16),
            operator("Xor", 5).adapted(7, BROADCAST));

    private MathOperators() {}
}
