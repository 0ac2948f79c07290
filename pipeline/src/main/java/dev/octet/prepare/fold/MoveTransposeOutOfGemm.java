package dev.octet.prepare.fold;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes the transpose of the first factor out of a {@code Gemm} with a constant weight.
 *
 * <pre>{@code
 * Gemm(A, B, C) {transA=1}   ->   Gemm(Transpose(A), B, C)
 *
 * A   [inFeatures, rows]
 * }</pre>
 *
 * <p>The integer kernel QGemm takes no transposed first factor, so that the Gemm could not run on integers as it is.
 * Where it stays float, ONNX Runtime takes the Transpose in again.
 *
 * <p>Source: ONNX operators Gemm-7 and Transpose-1.
 */
public final class MoveTransposeOutOfGemm implements Rule<MoveTransposeOutOfGemm.Match> {
    private static final int WEIGHT = 1;

    /** {@code gemm} transposes its first factor; {@code isWeight} says whether the second is a constant. */
    record Match(Node gemm, boolean isWeight) {}

    private static final List<Condition<Match>> CONDITIONS =
            List.of(new Condition<>("the second factor is a constant", Match::isWeight));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return Optional.of(root)
                .filter(node -> node.is("Gemm") && node.intAttribute("transA", 0) != 0)
                .map(node -> new Match(node, scope.constantInput(node, WEIGHT).isPresent()));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node gemm = match.gemm();
        String factor = gemm.inputs().get(0);
        String transposed = scope.names().fresh(factor + "/transposed");
        String name = scope.names().fresh((gemm.name().isEmpty() ? gemm.output() : gemm.name()) + "/Transpose");
        Map<String, Attribute> swap = Map.of("perm", new Attribute.Ints(List.of(1L, 0L)));
        return Edit.remove(gemm)
                .add(Node.of(name, "Transpose", List.of(factor), List.of(transposed), swap))
                .add(gemm.withoutAttribute("transA").withInput(0, transposed));
    }
}
