package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.OperatorHistory.operator;

import dev.octet.graph.Attribute;
import java.util.List;

/** Operators that work on each element of one tensor: functions, activations, casts and tests. */
final class UnaryOperators {
    /** Up to opset 5 an operator could name inputs whose memory it overwrites; it means nothing to the result. */
    static final AttributeChange IN_PLACE = AttributeChange.drop("consumed_inputs");

    static final List<OperatorHistory> ALL = List.of(
            operator("Abs", 5).adapted(6, IN_PLACE).compatible(13),
            operator("Acos", 7),
            operator("Acosh", 9),
            operator("Asin", 7),
            operator("Asinh", 9),
            operator("Atan", 7),
            operator("Atanh", 9),
            operator("BitwiseNot", 18),
            operator("Cast", 5).adapted(6, new CastTypeName()).compatible(9, 13, 19, 21),
            operator("CastLike", 15).compatible(19, 21),
            operator("Ceil", 5).adapted(6, IN_PLACE).compatible(13),
            operator("Celu", 12),
            operator("Clip", 5)
                    .adapted(6, IN_PLACE)
                    .adapted(11, new ClipBoundsToInputs())
                    .compatible(12, 13),
            operator("Cos", 7),
            operator("Cosh", 9),
            operator("Elu", 5).adapted(6, IN_PLACE),
            operator("Erf", 9).adapted(13, new ErfOfFloats()),
            operator("Exp", 5).adapted(6, IN_PLACE).compatible(13),
            operator("Floor", 5).adapted(6, IN_PLACE).compatible(13),
            operator("Gelu", 20),
            operator("HardSigmoid", 5).adapted(6, IN_PLACE),
            operator("HardSwish", 14),
            operator("IsInf", 10).compatible(20),
            operator("IsNaN", 9).compatible(13, 20),
            operator("LeakyRelu", 5).adapted(6, IN_PLACE).compatible(16),
            operator("Log", 5).adapted(6, IN_PLACE).compatible(13),
            operator("Mish", 18),
            operator("Neg", 5).adapted(6, IN_PLACE).compatible(13),
            operator("Not", 5),
            operator("PRelu", 5)
                    .adapted(6, IN_PLACE)
                    .adapted(7, new PReluBroadcast())
                    .compatible(9, 16),
            operator("Reciprocal", 5).adapted(6, IN_PLACE).compatible(13),
            operator("Relu", 5).adapted(6, IN_PLACE).compatible(13, 14),
            operator("Round", 11),
            // Version 6 gave the two constants more digits.
            operator("Selu", 5)
                    .adapted(
                            6,
                            IN_PLACE.and(AttributeChange.keepDefault("alpha", Attribute.of(1.6732f)))
                                    .and(AttributeChange.keepDefault("gamma", Attribute.of(1.0507f)))),
            operator("Shrink", 9),
            operator("Sigmoid", 5).adapted(6, IN_PLACE).compatible(13),
            operator("Sign", 9).compatible(13),
            operator("Sin", 7),
            operator("Sinh", 9),
            operator("Softplus", 5),
            operator("Softsign", 5),
            operator("Sqrt", 5).adapted(6, IN_PLACE).compatible(13),
            operator("Tan", 7),
            operator("Tanh", 5).adapted(6, IN_PLACE).compatible(13),
            operator("ThresholdedRelu", 10));

    private UnaryOperators() {}
}
