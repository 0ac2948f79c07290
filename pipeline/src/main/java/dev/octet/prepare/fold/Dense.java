package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A Gemm, or a MatMul of matrices, with a constant second factor, and how an affine map of its columns becomes part of
 * it.
 *
 * <p>{@code Gemm(A, B, C) = alpha * A' * B' + beta * C} with B' [inFeatures, outFeatures]; A' and B' are A and B or,
 * with {@code transA} and {@code transB}, their transposes. MatMul is the same without factors, C and transposes.
 *
 * <p>Source: ONNX operators Gemm-7, -9, -11, -13 and MatMul-1, -9, -13.
 */
record Dense(Scope scope, Node node) {
    private static final Operator GEMM = new Operator(Operator.ONNX, "Gemm");
    private static final int WEIGHT = 1;
    private static final int BIAS = 2;

    /** The Gemm or MatMul that computes what a node reads in a slot. */
    static Optional<Dense> producing(Scope scope, Node reader, int slot, String operator) {
        return scope.producerOfInput(reader, slot)
                .filter(producer -> producer.is(operator))
                .map(producer -> new Dense(scope, producer));
    }

    /** What has to hold of a Gemm or MatMul that takes over what follows it. */
    static <M> List<Condition<M>> conditions(Function<M, Dense> of) {
        return List.of(
                new Condition<>(
                        "the product has no other use", match -> of.apply(match).hasOneUse()),
                hasConstants(of));
    }

    /** The condition that weight and bias can be computed with. */
    static <M> Condition<M> hasConstants(Function<M, Dense> of) {
        return new Condition<>(
                "the second factor is a constant matrix and the bias, if any, one constant row",
                match -> of.apply(match).hasUsableConstants());
    }

    private boolean hasOneUse() {
        return scope.usedOnce(node.output());
    }

    private boolean hasUsableConstants() {
        return weight().filter(tensor -> Reals.canRead(tensor) && tensor.shape().rank() == 2)
                        .isPresent()
                && (node.input(BIAS).isEmpty() || row().isPresent());
    }

    private Optional<Tensor> weight() {
        return scope.constantInput(node, WEIGHT);
    }

    /** The bias as a row, if broadcasting makes it the same for every row of the product. */
    private Optional<Reals> row() {
        return scope.constantInput(node, BIAS).flatMap(this::asRow);
    }

    /** Whether the bias is a row that is not written as [outFeatures]. */
    boolean hasRowOfOtherShape() {
        boolean isVector = scope.constantInput(node, BIAS)
                .filter(bias -> bias.shape().rank() == 1 && bias.elementCount() == outFeatures())
                .isPresent();
        return hasUsableConstants() && node.input(BIAS).isPresent() && !isVector;
    }

    /** Whether the weight is constant, but the bias is none or differs from row to row of the product. */
    boolean hasOtherBias() {
        boolean hasWeight =
                weight().filter(tensor -> tensor.shape().rank() == 2).isPresent();
        return hasWeight && node.input(BIAS).isPresent() && row().isEmpty();
    }

    /** Whether the bias is added as it is. */
    boolean addsBiasAsItIs() {
        return beta() == 1;
    }

    /** A constant that broadcasts to every row of the product, as [outFeatures]. */
    Optional<Reals> asRow(Tensor constant) {
        Shape shape = constant.shape();
        int rank = shape.rank();
        boolean isRow = rank <= 2 && (rank < 2 || shape.dimension(0) == 1);
        long columns = rank == 0 ? 1 : shape.dimension(rank - 1);
        if (!Reals.canRead(constant) || !isRow || (columns != 1 && columns != outFeatures())) {
            return Optional.empty();
        }
        Reals values = Reals.of(constant);
        return Optional.of(Reals.vector(outFeatures(), column -> values.at(columns == 1 ? 0 : column)));
    }

    private int outAxis() {
        return node.intAttribute("transB", 0) == 0 ? 1 : 0;
    }

    /** Number of columns of the product. */
    int outFeatures() {
        return Math.toIntExact(weight().orElseThrow().shape().dimension(outAxis()));
    }

    /** Whether both factors of a MatMul are known to be matrices. */
    boolean multipliesMatrices() {
        return scope.rank(node.inputs().get(0)).equals(Optional.of(2))
                && scope.rank(node.inputs().get(WEIGHT)).equals(Optional.of(2));
    }

    /** Whether {@code alpha} or {@code beta} is not one. */
    boolean hasFactors() {
        return alpha() != 1 || beta() != 1;
    }

    private double alpha() {
        return node.floatAttribute("alpha", 1);
    }

    private double beta() {
        return node.floatAttribute("beta", 1);
    }

    /** The weight and bias with which {@link #asPlainGemm} computes {@code map(product)}. */
    Parameters followedBy(ChannelMap map) {
        Tensor tensor = weight().orElseThrow();
        Reals scale = map.scale().map((value, column) -> value * alpha());
        Reals zeros = Reals.vector(outFeatures(), column -> 0);
        Reals bias = row().orElse(zeros).map((value, column) -> value * beta());
        Optional<Reals> weight = map.scalesNothing() && alpha() == 1
                ? Optional.empty()
                : Optional.of(Reals.of(tensor).timesAlong(outAxis(), scale));
        return new Parameters(weight, map.applyTo(bias), tensor.type());
    }

    /** The same product as a Gemm without factors. */
    Node asPlainGemm() {
        return node.is("Gemm")
                ? node.withoutAttribute("alpha").withoutAttribute("beta")
                : new Node(node.name(), GEMM, node.inputs(), node.outputs(), Map.of(), node.origin());
    }
}
