package dev.octet.prepare.kernel;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Takes a {@code Softmax} out of two {@code Transpose} that undo each other.
 *
 * <pre>{@code
 * Transpose(Softmax(Transpose(x) {perm = p}) {axis = a}) {perm = q}   ->   Softmax(x) {axis = p[a]}
 *
 * q[p[i]] = i for every axis i, as exporters write Softmax over channels
 * }</pre>
 *
 * <p>Source: ONNX operators Softmax-13, which looks at one axis, and Transpose-1 and later.
 */
public final class MoveSoftmaxOutOfTransposes implements Rule<MoveSoftmaxOutOfTransposes.Match> {
    /** {@code first} feeds {@code softmax}, which feeds {@code last}. */
    record Match(Scope scope, Node first, Node softmax, Node last) {
        private boolean undoEachOther() {
            Optional<List<Long>> inner = first.intsAttribute("perm");
            Optional<List<Long>> outer = last.intsAttribute("perm");
            return inner.isPresent()
                    && outer.isPresent()
                    && inner.get().size() == outer.get().size()
                    && IntStream.range(0, inner.get().size())
                            .allMatch(i -> outer.get().get(inner.get().get(i).intValue()) == i);
        }

        private int axis() {
            int rank = first.intsAttribute("perm").orElse(List.of()).size();
            int axis = (int) softmax.intAttribute("axis", -1);
            return axis < 0 ? axis + rank : axis;
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>(
                    "Softmax is of opset 13 or later", match -> match.scope().opset() >= 13),
            new Condition<>(
                    "nothing else reads in between",
                    match -> match.scope().usedOnce(match.first().output())
                            && match.scope().usedOnce(match.softmax().output())),
            new Condition<>("both permutations are given, and one undoes the other", Match::undoEachOther));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        if (!root.is("Transpose")) {
            return Optional.empty();
        }
        Optional<Node> softmax = scope.producerOfInput(root, 0).filter(node -> node.is("Softmax"));
        return softmax.flatMap(node -> scope.producerOfInput(node, 0))
                .filter(node -> node.is("Transpose"))
                .map(first -> new Match(scope, first, softmax.orElseThrow(), root));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        long axis = match.first().intsAttribute("perm").orElseThrow().get(match.axis());
        Node softmax = match.softmax()
                .withInput(0, match.first().inputs().get(0))
                .withOutputs(match.last().outputs())
                .withAttribute("axis", Attribute.of(axis));
        return Edit.remove(match.first(), match.softmax(), match.last()).add(softmax);
    }
}
