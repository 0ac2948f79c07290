package dev.octet.prepare.kernel;

import dev.octet.graph.Attribute;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spells out a {@code Softmax} over another axis than the last.
 *
 * <pre>{@code
 * Softmax(x) {axis = a}   ->   e = Exp(x - ReduceMax(x) {axes = [a]});  e / ReduceSum(e) {axes = [a]}
 * }</pre>
 *
 * <p>ONNX Runtime 1.29 transposes the tensor before and after, which takes several times as long as what is computed:
 * on 80 channels of 22x22, 0.28 ms against 0.07 ms.
 *
 * <p>Source: ONNX operator Softmax-13; that its function subtracts the largest element changes nothing but the range of
 * Exp.
 */
public final class SpellOutSoftmax implements Rule<SpellOutSoftmax.Match> {
    /** The first opset in which ReduceMax takes its axes as an input; ReduceSum does since 13. */
    private static final long AXES_AS_INPUT = 18;

    /** A Softmax over {@code axis} of a tensor of known rank. */
    record Match(Scope scope, Node softmax, long axis, Optional<Integer> rank) {}

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>(
                    "Softmax is of opset 13 or later", match -> match.scope().opset() >= 13),
            new Condition<>(
                    "it reads floats of known rank",
                    match -> match.rank().isPresent()
                            && match.scope()
                                    .elementType(match.softmax().inputs().get(0))
                                    .equals(Optional.of(ElementType.FLOAT))));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        if (!root.is("Softmax")) {
            return Optional.empty();
        }
        long axis = root.intAttribute("axis", -1);
        Optional<Integer> rank = scope.rank(root.inputs().get(0));
        boolean isLast = axis == -1 || rank.filter(axes -> axis == axes - 1).isPresent();
        return isLast ? Optional.empty() : Optional.of(new Match(scope, root, axis, rank));
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        Node softmax = match.softmax();
        String input = softmax.inputs().get(0);
        String largest = fresh(match, "_max");
        String shifted = fresh(match, "_shifted");
        String powers = fresh(match, "_exp");
        String sum = fresh(match, "_sum");
        String axes = fresh(match, "_axes");
        Tensor axis = Tensor.vector(match.axis());
        Node max = scope.opset() >= AXES_AS_INPUT
                ? Node.of("", "ReduceMax", List.of(input, axes), List.of(largest), Map.of())
                : Node.of(
                        "",
                        "ReduceMax",
                        List.of(input),
                        List.of(largest),
                        Map.of("axes", new Attribute.Ints(List.of(match.axis()))));
        return Edit.remove(softmax)
                .add(Initializer.of(axes, axis))
                .add(
                        max,
                        Node.of("", "Sub", List.of(input, largest), List.of(shifted), Map.of()),
                        Node.of("", "Exp", List.of(shifted), List.of(powers), Map.of()),
                        Node.of("", "ReduceSum", List.of(powers, axes), List.of(sum), Map.of()),
                        Node.of(softmax.name(), "Div", List.of(powers, sum), softmax.outputs(), Map.of()));
    }

    private static String fresh(Match match, String suffix) {
        return match.scope().names().fresh(match.softmax().output() + suffix);
    }
}
