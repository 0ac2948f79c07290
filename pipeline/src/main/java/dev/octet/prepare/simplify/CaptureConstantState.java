package dev.octet.prepare.simplify;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Renaming;
import dev.octet.graph.Value;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Lets the body of a {@code Loop} read a constant from outside that it is given as a state and hands on unchanged in
 * every round, as weights are in loops that TensorFlow's converter writes. Only then is it seen to be a weight.
 *
 * <pre>{@code
 * W_last, y = Loop(n, go, W, x) {body(i, c, V, h): d = ...; m = MatMul(h, V); return d, V, m}
 *
 *   ->   y = Loop(n, go, x) {body(i, c, h): d = ...; m = MatMul(h, W); return d, m}
 * }</pre>
 *
 * <p>Source: ONNX operator Loop-1 and later: after no round at all, a state's last value is its first.
 */
public final class CaptureConstantState implements Rule<CaptureConstantState.Match> {
    /** Inputs of a Loop and of its body in front of the states: the number of rounds or this round's, the condition. */
    private static final int INPUTS_BEFORE = 2;
    /** Outputs of a body in front of the states: the condition. */
    private static final int OUTPUTS_BEFORE = 1;

    private static final String BODY = "body";

    /** The body of {@code loop} hands on a state, whose number this is, as it gets it. */
    record Match(Scope scope, Node loop, Graph body, int state) {
        String source() {
            return loop.inputs().get(INPUTS_BEFORE + state);
        }

        String inside() {
            return body.inputs().get(INPUTS_BEFORE + state).name();
        }

        /** The state's last value, empty where nobody asks for it. */
        Optional<String> last() {
            return loop.output(state);
        }

        private boolean isLeftWithResults() {
            return IntStream.range(0, loop.outputs().size())
                    .anyMatch(i -> i != state && loop.output(i).isPresent());
        }

        private boolean isHiddenNowhere() {
            return !Scope.defines(body, source())
                    && last().filter(name -> scope.isHidden(name, source())).isEmpty();
        }

        private boolean isHandedOnOnce() {
            return IntStream.range(0, body.outputs().size())
                    .filter(i -> i != OUTPUTS_BEFORE + state)
                    .noneMatch(i -> body.outputs().get(i).name().equals(inside()));
        }
    }

    private static final List<Condition<Match>> CONDITIONS = List.of(
            new Condition<>(
                    "the state is a constant",
                    match -> match.scope().graph().constant(match.source()).isPresent()),
            new Condition<>("the loop has other results", Match::isLeftWithResults),
            new Condition<>(
                    "the last value is no graph output",
                    match -> match.last()
                            .filter(match.scope().graph().uses()::isOutput)
                            .isEmpty()),
            new Condition<>("the body hands it on once", Match::isHandedOnOnce),
            new Condition<>("nothing has another value of the constant's name", Match::isHiddenNowhere));

    @Override
    public Optional<Match> match(Scope scope, Node root) {
        if (!root.is("Loop") || !(root.attributes().get(BODY) instanceof Attribute.GraphValue value)) {
            return Optional.empty();
        }
        Graph body = value.value();
        return IntStream.range(0, root.inputs().size() - INPUTS_BEFORE)
                .filter(state -> body.inputs().size() > INPUTS_BEFORE + state
                        && body.outputs().size() > OUTPUTS_BEFORE + state
                        && isUnchanged(body, state))
                .mapToObj(state -> new Match(scope, root, body, state))
                // One that is refused must not stand in the way of the next.
                .min((a, b) -> Boolean.compare(!isMet(a), !isMet(b)));
    }

    private static boolean isMet(Match match) {
        return CONDITIONS.stream().allMatch(condition -> condition.holds().test(match));
    }

    private static boolean isUnchanged(Graph body, int state) {
        String value = body.outputs().get(OUTPUTS_BEFORE + state).name();
        Optional<Node> producer = body.uses().producer(value);
        while (producer.filter(node -> node.is("Identity")).isPresent()) {
            value = producer.get().inputs().get(0);
            producer = body.uses().producer(value);
        }
        return value.equals(body.inputs().get(INPUTS_BEFORE + state).name());
    }

    @Override
    public List<Condition<Match>> conditions() {
        return CONDITIONS;
    }

    @Override
    public Edit rewrite(Scope scope, Match match) {
        int state = match.state();
        Renaming outside = new Renaming(Map.of(match.inside(), match.source()));
        List<Value> inputs = without(match.body().inputs(), INPUTS_BEFORE + state);
        List<Value> outputs = without(match.body().outputs(), OUTPUTS_BEFORE + state);
        Graph body = match.body().mapNodes(outside::apply).toBuilder()
                .inputs(inputs)
                .outputs(outputs)
                .build();
        List<String> results = match.loop().outputs();
        Node loop = match.loop()
                .withInputs(without(match.loop().inputs(), INPUTS_BEFORE + state))
                .withOutputs(results.size() > state ? without(results, state) : results)
                .withAttribute(BODY, new Attribute.GraphValue(body));
        Edit edit = Edit.remove(match.loop()).add(loop);
        return match.last().map(last -> edit.redirect(last, match.source())).orElse(edit);
    }

    private static <T> List<T> without(List<T> all, int index) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(index);
        return rest;
    }
}
