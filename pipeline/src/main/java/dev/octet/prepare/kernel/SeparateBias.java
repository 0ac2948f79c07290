package dev.octet.prepare.kernel;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * Separates the product of a stack of matrices, whose dimensions are all known, from the bias that is added to it.
 *
 * <pre>{@code
 * Add(MatMul(x, W), b)   ->   Add(Reshape(MatMul(x, W), [0, 0, 0]), b)
 *
 * x  [batch, rows, inFeatures], all known, or of more dimensions    W  constant [inFeatures, outFeatures]
 * b  constant [outFeatures]
 * }</pre>
 *
 * <p>ONNX Runtime 1.29 makes of these two, before it looks for integer kernels, a Gemm between two Reshapes, and finds
 * no integer kernel for a Gemm whose first factor comes out of a Reshape: weights and values are turned back into
 * floats at each run, which takes longer than the float model. Products of open dimensions it leaves alone.
 *
 * <p>Source: {@code matmul_add_fusion.cc} of ONNX Runtime; ONNX operators MatMul-1 and Add-7.
 */
public final class SeparateBias implements Rule<SeparateBias.Match> {
    private static final int MATRIX = 2;

    /** {@code bias} is what {@code add} adds to the result of {@code product}. */
    record Match(Scope scope, Node add, Node product, Tensor bias) {
        private Optional<Tensor> weight() {
            return scope.constantInput(product, 1)
                    .filter(constant -> constant.shape().rank() == MATRIX);
        }

        private boolean isRowOfResults() {
            return weight().filter(constant -> bias.shape().rank() == 1
                            && bias.shape().dimension(0) == constant.shape().dimension(1))
                    .isPresent();
        }

        private List<Dimension> dimensions() {
            return scope.dimensions(product.inputs().get(0)).orElse(List.of());
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            // Reshape-1 has the shape as an attribute.
            new Condition<>(
                    "the model is of opset 5 or later", match -> match.scope().opset() >= 5),
            new Condition<>(
                    "the product has no other use",
                    match -> match.scope().usedOnce(match.product().output())),
            new Condition<>(
                    "the second factor is a constant matrix, and a constant row is added", Match::isRowOfResults),
            new Condition<>(
                    "the first factor is a stack of matrices, and its dimensions are known",
                    match -> match.dimensions().size() > MATRIX
                            && match.dimensions().stream()
                                    .allMatch(size -> size.number().isPresent())));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("Add") ? at(scope, root, 0).or(() -> at(scope, root, 1)) : Optional.empty();
    }

    private static Optional<Match> at(Scope scope, Node root, int slot) {
        return scope.constantInput(root, 1 - slot)
                .flatMap(bias -> scope.producerOfInput(root, slot)
                        .filter(producer -> producer.is("MatMul"))
                        .map(producer -> new Match(scope, root, producer, bias)));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        return SameShape.between(
                scope, match.product().output(), match.dimensions().size(), List.of(match.add()));
    }
}
