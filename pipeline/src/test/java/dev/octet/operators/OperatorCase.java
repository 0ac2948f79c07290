package dev.octet.operators;

/**
 * An operator in a small model.
 *
 * @param operator the operator
 * @param text the model, in the form of {@link dev.octet.testing.GraphText}
 * @param kernel what ONNX Runtime's optimized graph has in its place, with the domain; the operator itself where it
 *     moves integers
 * @param count how many nodes of the operator run on integers
 * @param decibels signal over noise that every output has at least
 */
public record OperatorCase(String operator, String text, String kernel, int count, double decibels) {
    private static final String HEADER = "opset %d\n";

    /** One node of an operator in a model of its own. */
    static OperatorCase alone(String operator, String kernel, String text) {
        return new OperatorCase(operator, text, kernel, 1, 28);
    }

    /**
     * An operator between two convolutions.
     *
     * @param statement computes {@code o} from {@code c}, a {@code float[1,16,8,8]}
     */
    static OperatorCase between(String operator, String kernel, String statement) {
        return new OperatorCase(operator, between(statement, "y"), kernel, 1, 25);
    }

    /** The model of {@link #between}, with these outputs. */
    static String between(String statement, String outputs) {
        return """
                x: float[1,16,8,8]; V, W = random[16,16,1,1]
                c = Conv(x, V)
                %s
                y = Conv(o, W)
                return %s
                """.formatted(statement, outputs);
    }

    /** The same with another number of nodes on integers. */
    OperatorCase counting(int nodes) {
        return new OperatorCase(operator, text, kernel, nodes, decibels);
    }

    /** The same where 8 bits give another signal over noise. */
    OperatorCase within(double other) {
        return new OperatorCase(operator, text, kernel, count, other);
    }

    /** The same in another opset. */
    OperatorCase in(long opset) {
        return new OperatorCase(operator, HEADER.formatted(opset) + text, kernel, count, decibels);
    }

    /** The statements, on one line. */
    @Override
    public String toString() {
        return operator + ": " + text.strip().replaceAll("\\s*\n\\s*", "; ");
    }
}
