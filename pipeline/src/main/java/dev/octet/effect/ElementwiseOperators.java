package dev.octet.effect;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Operators that compute each element of their result from the elements in the same place, as functions of numbers.
 *
 * <p>Source: the ONNX operators of these names; Clip takes its limits as inputs since Clip-11, as attributes before.
 */
final class ElementwiseOperators {
    /** A node's function of its arguments. */
    private interface Definition {
        Argument of(Node node, List<Argument> arguments);
    }

    private static final Map<String, Definition> DEFINITIONS = Map.ofEntries(
            Map.entry("Add", binary(Double::sum)),
            Map.entry("Sub", binary((a, b) -> a - b)),
            Map.entry("Mul", binary((a, b) -> a * b)),
            Map.entry("Div", binary((a, b) -> a / b)),
            Map.entry("Min", binary(Math::min)),
            Map.entry("Max", binary(Math::max)),
            Map.entry("Identity", unary(x -> x)),
            Map.entry("Neg", unary(x -> -x)),
            Map.entry("Relu", unary(x -> Math.max(0, x))),
            Map.entry("Sigmoid", unary(ElementwiseOperators::sigmoid)),
            Map.entry("Tanh", unary(Math::tanh)),
            Map.entry("Softplus", unary(x -> Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x))))),
            Map.entry("LeakyRelu", (node, of) -> {
                double alpha = node.floatAttribute("alpha", 0.01f);
                return map(of.get(0), x -> x < 0 ? alpha * x : x);
            }),
            Map.entry("HardSigmoid", (node, of) -> {
                double alpha = node.floatAttribute("alpha", 0.2f);
                double beta = node.floatAttribute("beta", 0.5f);
                return map(of.get(0), x -> clip(alpha * x + beta, 0, 1));
            }),
            Map.entry("HardSwish", unary(x -> x * clip(x / 6 + 0.5, 0, 1))),
            Map.entry("Clip", (node, of) -> {
                Argument min = limit(node, of, 1, "min", -Float.MAX_VALUE);
                Argument max = limit(node, of, 2, "max", Float.MAX_VALUE);
                return x -> clip(of.get(0).applyAsDouble(x), min.applyAsDouble(x), max.applyAsDouble(x));
            }));

    private ElementwiseOperators() {}

    static boolean contains(Operator operator) {
        return operator.domain().equals(Operator.ONNX) && DEFINITIONS.containsKey(operator.type());
    }

    /**
     * What a node gives.
     *
     * @param arguments what its input slots hold; empty where one is left out
     * @return empty for an operator that is not in the table
     */
    static Optional<Argument> result(Node node, List<Argument> arguments) {
        return contains(node.operator())
                ? Optional.ofNullable(DEFINITIONS.get(node.operator().type()))
                        .map(definition -> definition.of(node, arguments))
                : Optional.empty();
    }

    private static Definition unary(DoubleUnaryOperator function) {
        return (node, of) -> map(of.get(0), function);
    }

    private static Argument map(Argument argument, DoubleUnaryOperator function) {
        return x -> function.applyAsDouble(argument.applyAsDouble(x));
    }

    private static Definition binary(DoubleBinaryOperator function) {
        return (node, of) -> of.stream()
                .reduce((left, right) -> x -> function.applyAsDouble(left.applyAsDouble(x), right.applyAsDouble(x)))
                .orElseThrow();
    }

    private static Argument limit(Node clip, List<Argument> arguments, int slot, String attribute, float absent) {
        return arguments.size() > slot && clip.input(slot).isPresent()
                ? arguments.get(slot)
                : Argument.constant(clip.floatAttribute(attribute, absent));
    }

    private static double clip(double x, double min, double max) {
        return Math.min(max, Math.max(min, x));
    }

    private static double sigmoid(double x) {
        return 1 / (1 + Math.exp(-x));
    }
}
