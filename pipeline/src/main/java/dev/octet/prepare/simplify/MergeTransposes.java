package dev.octet.prepare.simplify;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Merges two {@code Transpose} in a row.
 *
 * <pre>{@code
 * Transpose(Transpose(x) {perm = p}) {perm = q}   ->   Transpose(x) {perm = r}
 *
 * r[i] = p[q[i]]
 * }</pre>
 *
 * <p>Source: ONNX operator Transpose-1 and later: axis i of the result is axis perm[i] of the input.
 */
public final class MergeTransposes implements Rule<MergeTransposes.Match> {
    /** {@code first} feeds {@code second}. */
    record Match(Scope scope, Node first, Node second) {
        private boolean arePermutationsOfOneRank() {
            Optional<List<Long>> inner = first.intsAttribute("perm");
            Optional<List<Long>> outer = second.intsAttribute("perm");
            return inner.isPresent()
                    && outer.isPresent()
                    && inner.get().size() == outer.get().size()
                    && outer.get().stream()
                            .allMatch(axis -> axis >= 0 && axis < inner.get().size());
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>(
                    "the first result has no other use",
                    match -> match.scope().usedOnce(match.first().output())),
            new Condition<>("both permutations are given, for one rank", Match::arePermutationsOfOneRank));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        return root.is("Transpose")
                ? scope.producerOfInput(root, 0)
                        .filter(producer -> producer.is("Transpose"))
                        .map(producer -> new Match(scope, producer, root))
                : Optional.empty();
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        List<Long> inner = match.first().intsAttribute("perm").orElseThrow();
        List<Long> outer = match.second().intsAttribute("perm").orElseThrow();
        Attribute merged = new Attribute.Ints(
                outer.stream().map(axis -> inner.get(axis.intValue())).toList());
        return Edit.remove(match.first(), match.second())
                .add(match.second().withInputs(match.first().inputs()).withAttribute("perm", merged));
    }
}
