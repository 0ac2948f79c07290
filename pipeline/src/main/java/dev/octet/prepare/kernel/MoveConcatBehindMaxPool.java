package dev.octet.prepare.kernel;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Joins channels after a {@code MaxPool} has made them smaller, so that there is less to copy. SqueezeNet joins four
 * times as much before its pools as after them.
 *
 * <pre>{@code
 * MaxPool(Concat(x1, x2) {axis=1})   ->   Concat(MaxPool(x1), MaxPool(x2)) {axis=1}
 * }</pre>
 *
 * <p>A window lies within one channel, so each result is the greatest of the same elements.
 *
 * <p>Source: ONNX operators MaxPool-1 and later and Concat-4 and later by their definition.
 */
public final class MoveConcatBehindMaxPool implements Rule<MoveConcatBehindMaxPool.Match> {
    /** {@code concat} feeds {@code pool}. */
    record Match(Scope scope, Node concat, Node pool) {
        private boolean joinsChannels() {
            int rank = pool.intsAttribute("kernel_shape").orElse(List.of()).size() + 2;
            long axis = concat.intAttribute("axis", 0);
            return axis == 1 || axis == 1 - rank;
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>("the Concat joins channels", Match::joinsChannels),
            new Condition<>(
                    "nothing else reads the Concat",
                    match -> match.scope().usedOnce(match.concat().output())),
            new Condition<>(
                    "MaxPool makes its input smaller in some direction",
                    match -> match.pool().intsAttribute("strides").orElse(List.of()).stream()
                            .anyMatch(stride -> stride > 1)),
            new Condition<>(
                    "MaxPool does not tell where it found the greatest",
                    match -> match.pool().output(1).isEmpty()));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("MaxPool")
                ? scope.producerOfInput(root, 0)
                        .filter(node -> node.is("Concat"))
                        .map(concat -> new Match(scope, concat, root))
                : Optional.empty();
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node pool = match.pool();
        Edit edit = Edit.remove(match.concat(), pool);
        List<String> pooled = new ArrayList<>();
        for (String part : match.concat().inputs()) {
            String result = scope.names().fresh(part + "_pooled");
            pooled.add(result);
            edit = edit.add(pool.withName(scope.names().fresh(pool.name()))
                    .withInput(0, part)
                    .withOutputs(List.of(result)));
        }
        return edit.add(match.concat().withInputs(pooled).withOutputs(pool.outputs()));
    }
}
