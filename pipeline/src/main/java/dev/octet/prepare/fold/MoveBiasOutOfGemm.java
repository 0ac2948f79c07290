package dev.octet.prepare.fold;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a bias that is no constant row out of a {@code Gemm} with a constant weight.
 *
 * <pre>{@code
 * Gemm(A, B, C)   ->   Add(Gemm(A, B), C)
 *
 * C   computed, or [rows, outFeatures] or [rows, 1] with rows > 1
 * }</pre>
 *
 * <p>The bias of an integer kernel is one constant row, so that the Gemm could not run on integers with another.
 *
 * <p>Source: ONNX operators Gemm-11, the first in which C may be left out, and Add-7.
 */
public final class MoveBiasOutOfGemm implements Rule<MoveBiasOutOfGemm.Match> {
    private static final long FIRST_OPSET = 11;
    private static final int BIAS = 2;

    /** {@code dense} is a Gemm whose bias is no constant row. */
    record Match(Dense dense, long opset) {}

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>("C may be left out, as from opset 11 on", match -> match.opset() >= FIRST_OPSET),
            new Condition<>("beta is 1", match -> match.dense().addsBiasAsItIs()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return Optional.of(root)
                .filter(node -> node.is("Gemm"))
                .map(node -> new Dense(scope, node))
                .filter(Dense::hasOtherBias)
                .map(dense -> new Match(dense, scope.opset()));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node gemm = match.dense().node();
        String product = scope.names().fresh(gemm.output() + "/product");
        String name = scope.names().fresh((gemm.name().isEmpty() ? gemm.output() : gemm.name()) + "/Add");
        return Edit.remove(gemm)
                .add(gemm.withInputs(gemm.inputs().subList(0, BIAS)).withOutputs(List.of(product)))
                .add(Node.of(name, "Add", List.of(product, gemm.inputs().get(BIAS)), List.of(gemm.output()), Map.of()));
    }
}
