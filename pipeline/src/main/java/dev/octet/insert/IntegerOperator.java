package dev.octet.insert;

import static dev.octet.insert.IntegerOperator.Part.CODES;
import static dev.octet.insert.IntegerOperator.Part.SCALE;
import static dev.octet.insert.IntegerOperator.Part.ZERO_POINT;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An operator on integers, which does what a float operator does between DequantizeLinear and QuantizeLinear: one entry
 * a float operator.
 *
 * <p>Source: QLinearConv-10 and QLinearMatMul-10 of ONNX; ContribOperators.md of ONNX Runtime for the others.
 *
 * @param replaced the float operator, of ONNX's own domain
 * @param operator the operator on integers
 * @param inputs what it reads, in order
 * @param isFloatToo whether it gives a float result if it is not told the parameters of one
 * @param attributes what becomes of the attributes, given the node and the model's opset
 */
record IntegerOperator(
        String replaced,
        Operator operator,
        List<Input> inputs,
        boolean isFloatToo,
        BiFunction<Node, Long, Map<String, Attribute>> attributes) {
    /** What an input of an operator on integers is of the float operator's input, or of its result. */
    enum Part {
        /** Its codes. */
        CODES(0),
        /** The scale of its codes. */
        SCALE(1),
        /** The zero point of its codes. */
        ZERO_POINT(2),
        /** Its codes, whose scale has to be the product of the scales of inputs 0 and 1. */
        BIAS(0),
        /** The value as it is, because it was never quantized. */
        ITSELF(0);

        private final int slot;

        Part(int slot) {
            this.slot = slot;
        }

        /** Which input of the DequantizeLinear it is. */
        int slot() {
            return slot;
        }
    }

    /**
     * One input.
     *
     * @param slot the float operator's input, or {@link #RESULT} or {@link #EACH}
     * @param part what of it
     */
    record Input(int slot, Part part) {}

    /** In place of a slot: the result. */
    static final int RESULT = -1;
    /** In place of a slot: all inputs, one after the other, each with codes, scale and zero point. */
    static final int EACH = -2;

    private static final List<Input> ONE = inputs(Stream.of(quantized(0), result()));
    private static final List<Input> TWO = inputs(Stream.of(quantized(0), quantized(1), result()));

    /** All entries, in alphabetical order of the float operator. */
    static final List<IntegerOperator> TABLE = List.of(
            microsoft("Add", "QLinearAdd", TWO),
            microsoft("AveragePool", "QLinearAveragePool", ONE),
            microsoft(
                    "Concat",
                    "QLinearConcat",
                    List.of(new Input(RESULT, SCALE), new Input(RESULT, ZERO_POINT), new Input(EACH, CODES))),
            new IntegerOperator(
                    "Conv",
                    new Operator(Operator.ONNX, "QLinearConv"),
                    inputs(Stream.of(quantized(0), quantized(1), result(), List.of(new Input(2, Part.BIAS)))),
                    false,
                    (node, opset) -> node.attributes()),
            new IntegerOperator(
                    "Gemm",
                    new Operator(Operator.MICROSOFT, "QGemm"),
                    inputs(Stream.of(quantized(0), quantized(1), List.of(new Input(2, Part.BIAS)), result())),
                    true,
                    (node, opset) -> node.withoutAttribute("beta").attributes()),
            microsoft("GlobalAveragePool", "QLinearGlobalAveragePool", ONE),
            microsoft("LeakyRelu", "QLinearLeakyRelu", ONE),
            new IntegerOperator(
                    "MatMul",
                    new Operator(Operator.ONNX, "QLinearMatMul"),
                    TWO,
                    false,
                    (node, opset) -> node.attributes()),
            microsoft("Mul", "QLinearMul", TWO),
            microsoft("Sigmoid", "QLinearSigmoid", ONE),
            new IntegerOperator(
                    "Softmax",
                    new Operator(Operator.MICROSOFT, "QLinearSoftmax"),
                    ONE,
                    false,
                    (node, opset) -> Map.of(
                            "axis", Attribute.of(node.intAttribute("axis", opset < 13 ? 1 : -1)),
                            "opset", Attribute.of((long) opset))),
            microsoft(
                    "Where",
                    "QLinearWhere",
                    inputs(Stream.of(List.of(new Input(0, Part.ITSELF)), quantized(1), quantized(2), result()))));

    /** What a product becomes whose result stays float and that is not in the table for that. */
    static final IntegerOperator MATRIX_PRODUCT_TO_FLOAT = new IntegerOperator(
            "MatMul",
            new Operator(Operator.MICROSOFT, "MatMulIntegerToFloat"),
            List.of(
                    new Input(0, CODES),
                    new Input(1, CODES),
                    new Input(0, SCALE),
                    new Input(1, SCALE),
                    new Input(0, ZERO_POINT),
                    new Input(1, ZERO_POINT)),
            true,
            (node, opset) -> node.attributes());

    private static final Map<String, IntegerOperator> BY_NAME =
            TABLE.stream().collect(Collectors.toUnmodifiableMap(IntegerOperator::replaced, entry -> entry));

    /** The entry of a float node. */
    static Optional<IntegerOperator> find(Node node) {
        return node.operator().domain().equals(Operator.ONNX)
                ? Optional.ofNullable(BY_NAME.get(node.operator().type()))
                : Optional.empty();
    }

    private static IntegerOperator microsoft(String replaced, String type, List<Input> inputs) {
        return new IntegerOperator(
                replaced, new Operator(Operator.MICROSOFT, type), inputs, false, (node, opset) -> node.attributes());
    }

    /** Codes, scale and zero point of an input. */
    static List<Input> quantized(int slot) {
        return List.of(new Input(slot, CODES), new Input(slot, SCALE), new Input(slot, ZERO_POINT));
    }

    private static List<Input> result() {
        return List.of(new Input(RESULT, SCALE), new Input(RESULT, ZERO_POINT));
    }

    private static List<Input> inputs(Stream<List<Input>> parts) {
        return parts.flatMap(List::stream).toList();
    }
}
