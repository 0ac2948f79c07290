package dev.octet.prepare.kernel;

import dev.octet.graph.Dimension;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Separates a residual connection from the normalization behind it.
 *
 * <pre>{@code
 * LayerNormalization(Add(x, y))   ->   LayerNormalization(Reshape(Add(x, y), [0, 0, 0]))
 *
 * x, y  [batch, rows, features], rows and features known
 * }</pre>
 *
 * <p>The same for a normalization that is spelled out and begins with ReduceMean and Sub. ONNX Runtime 1.29 makes of
 * the two a SkipLayerNormalization, whose kernel computes element by element and takes longer than Add and
 * LayerNormalization. Where the sum has other readers, or dimensions are open, it does not.
 *
 * <p>Source: {@code skip_layer_norm_fusion.cc} of ONNX Runtime; ONNX operators LayerNormalization-17 and Add-7.
 */
public final class SeparateResidual implements Rule<SeparateResidual.Match> {
    private static final int STACK = 3;
    /** What a normalization begins with, as one node or spelled out. */
    private static final Set<String> BEGINNINGS = Set.of("LayerNormalization", "ReduceMean", "Sub");

    /** A sum that something normalizes. */
    record Match(Scope scope, Node add, List<Node> readers) {
        private boolean isOfKnownShape() {
            return add.inputs().stream().allMatch(input -> isOfKnownShape(scope.dimensions(input)));
        }

        private static boolean isOfKnownShape(Optional<List<Dimension>> dimensions) {
            return dimensions
                    .filter(sizes -> sizes.size() == STACK
                            && sizes.stream()
                                    .skip(1)
                                    .allMatch(size -> size.number().isPresent()))
                    .isPresent();
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            // Reshape-1 has the shape as an attribute.
            new Condition<>(
                    "the model is of opset 5 or later", match -> match.scope().opset() >= 5),
            new Condition<>(
                    "stacks of matrices with known numbers of rows and columns are added", Match::isOfKnownShape));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        if (!root.is("Add") || scope.graph().uses().isOutput(root.output())) {
            return Optional.empty();
        }
        List<Use> uses = scope.graph().uses().of(root.output());
        boolean isNormalized = uses.stream().anyMatch(use -> !use.node().is("Sub"))
                && uses.stream()
                        .allMatch(use -> use.slot() == 0
                                && BEGINNINGS.contains(use.node().operator().type()));
        List<Node> readers = uses.stream().map(Use::node).toList();
        return isNormalized ? Optional.of(new Match(scope, root, readers)) : Optional.empty();
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        return SameShape.between(scope, match.add().output(), STACK, match.readers());
    }
}
