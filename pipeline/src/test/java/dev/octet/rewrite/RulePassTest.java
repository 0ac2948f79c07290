package dev.octet.rewrite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.ValueType;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class RulePassTest {
    /** A rule for one operator, which a test spells out. */
    private record Simple(
            String name, String operator, List<Condition<Node>> conditions, BiFunction<Scope, Node, Edit> edit)
            implements Rule<Node> {
        @Override
        public Optional<Node> match(Scope scope, Node root) {
            return root.is(operator) ? Optional.of(root) : Optional.empty();
        }

        @Override
        public Edit rewrite(Scope scope, Node match) {
            return edit.apply(scope, match);
        }
    }

    private static Edit bypass(Node node) {
        return Edit.remove(node).redirect(node.output(), node.inputs().get(0));
    }

    /** Takes out a pair of equal operators in a row. */
    private static final Rule<Node> REMOVE_DOUBLE_NEGATION = new Simple(
            "RemoveDoubleNegation",
            "Neg",
            List.of(new Condition<>(
                    "the result is not z", node -> !node.output().equals("z"))),
            (scope, node) -> scope.producerOfInput(node, 0)
                    .filter(inner -> inner.is("Neg"))
                    .map(inner -> Edit.remove(node, inner)
                            .redirect(node.output(), inner.inputs().get(0)))
                    .orElse(Edit.NOTHING));

    private final Trace trace = new Trace();

    private String apply(List<Rule<?>> rules, String text) {
        Model after = new RulePass(rules).apply(GraphText.parse(text), trace);
        return GraphText.print(after.graph());
    }

    private static Rule<Node> removing(String operator) {
        return new Simple("Remove" + operator, operator, List.of(), (scope, node) -> bypass(node));
    }

    @Test
    void returnsTheSameModelWhereNoRuleApplies() {
        Model model = GraphText.parse("x: float[1]; y = Abs(x); return y");
        assertThat(new RulePass(List.of(removing("Identity"))).apply(model, trace))
                .isSameAs(model);
        assertThat(trace.entries()).isEmpty();
    }

    @Test
    void appliesRulesUntilNoneAppliesAnyMore() {
        String after = apply(
                List.of(removing("Identity"), removing("Abs")),
                "x: float[1]; a = Identity(x); b = Abs(a); c = Identity(b); d = Abs(c); y = Exp(d); return y");
        assertThat(after).contains("y = Exp(x)");
        assertThat(trace.appliedCounts()).isEqualTo(Map.of("RemoveIdentity", 2, "RemoveAbs", 2));
    }

    @Test
    void doesNotLetTwoMatchesOfOneSweepShareANode() {
        // c = Neg(Neg(Neg(x))): b and a go, or c and b, but not all three.
        String after = apply(
                List.of(matchingPairs()), "x: float[1]; a = Neg(x); b = Neg(a); c = Neg(b); y = Exp(c); return y");
        assertThat(after).contains("c = Neg(x)").contains("y = Exp(c)");
        assertThat(trace.appliedCounts()).isEqualTo(Map.of("Pairs", 1));
    }

    @Test
    void takesTheWholeOfALongChainOverSeveralSweeps() {
        String after = apply(
                List.of(matchingPairs()),
                "x: float[1]; a = Neg(x); b = Neg(a); c = Neg(b); d = Neg(c); e = Neg(d); f = Neg(e)\n"
                        + "y = Exp(f); return y");
        assertThat(after).contains("y = Exp(x)");
        assertThat(trace.appliedCounts()).isEqualTo(Map.of("Pairs", 3));
    }

    private static Rule<Node> matchingPairs() {
        return new Rule<>() {
            @Override
            public String name() {
                return "Pairs";
            }

            @Override
            public Optional<Node> match(Scope scope, Node root) {
                boolean isPair = root.is("Neg")
                        && scope.producerOfInput(root, 0)
                                .filter(inner -> inner.is("Neg"))
                                .isPresent();
                return isPair ? Optional.of(root) : Optional.empty();
            }

            @Override
            public List<Condition<Node>> conditions() {
                return List.of();
            }

            @Override
            public Edit rewrite(Scope scope, Node match) {
                return REMOVE_DOUBLE_NEGATION.rewrite(scope, match);
            }
        };
    }

    @Test
    void notesTheFirstConditionThatDoesNotHold() {
        Rule<Node> rule = new Simple(
                "Refusing",
                "Abs",
                List.of(
                        new Condition<>("holds", node -> true),
                        new Condition<>("does not hold", node -> false),
                        new Condition<>("is not looked at", node -> {
                            throw new AssertionError();
                        })),
                (scope, node) -> Edit.NOTHING);
        apply(List.of(rule), "x: float[1]; [n] y = Abs(x); return y");
        assertThat(trace.entries())
                .containsExactly(new TraceEntry("Refusing", "'n' (Abs)", Optional.of("does not hold")));
    }

    @Test
    void forgetsARefusalWhoseReasonIsGone() {
        Rule<Node> rule = new Simple(
                "RemoveExp",
                "Exp",
                List.of(new Condition<>("reads the input", node -> node.inputs().contains("x"))),
                (scope, node) -> bypass(node));
        String after = apply(
                List.of(rule, removing("Identity")), "x: float[1]; a = Identity(x); b = Exp(a); y = Sin(b); return y");
        assertThat(after).contains("y = Sin(x)");
        assertThat(trace.entries()).allMatch(TraceEntry::applied);
    }

    @Test
    void stopsRulesThatUndoEachOther() {
        BiFunction<Scope, Node, Edit> rename = (scope, node) -> Edit.remove(node)
                .add(Node.of("", node.is("Abs") ? "Neg" : "Abs", node.inputs(), node.outputs(), Map.of()));
        List<Rule<?>> rules =
                List.of(new Simple("Forth", "Abs", List.of(), rename), new Simple("Back", "Neg", List.of(), rename));
        assertThatThrownBy(() -> apply(rules, "x: float[1]; y = Abs(x); return y"))
                .isInstanceOf(OctetException.class)
                .hasMessageContaining("[Forth, Back] do not come to an end")
                .satisfies(
                        failure -> assertThat(((OctetException) failure).kind()).isEqualTo(Kind.INTERNAL));
    }

    @Test
    void asksForTypesOnlyIfARuleDoes() {
        TypeSource source = model -> {
            throw new AssertionError("nobody asked");
        };
        Model model = GraphText.parse("x: float[1]; a = Identity(x); y = Exp(a); return y");
        Model after = new RulePass(List.of(removing("Identity")), source).apply(model, trace);
        assertThat(GraphText.print(after.graph())).contains("y = Exp(x)");
    }

    @Test
    void tellsRulesTheTypesAndNeverGivesOutANameThatHasOne() {
        ValueType type = ValueType.tensor(ElementType.FLOAT, Shape.of(7));
        Rule<Node> rule = new Simple(
                "Renaming",
                "Abs",
                List.of(),
                (scope, node) -> Edit.remove(node)
                        .add(Node.of(
                                scope.dimensions("gone").orElseThrow().toString(),
                                "Neg",
                                node.inputs(),
                                List.of(scope.names().fresh("gone")),
                                Map.of()))
                        .redirect(node.output(), "gone_2"));
        Model after = new RulePass(List.of(rule), model -> Map.of("gone", type))
                .apply(GraphText.parse("x: float[1]; gone = Abs(x); y = Exp(gone); return y"), trace);
        assertThat(GraphText.print(after.graph()))
                .contains("[\"[7]\"] gone_2 = Neg(x)")
                .contains("y = Exp(gone_2)");
    }
}
