package dev.octet.testing;

import static dev.octet.testing.RuleAssert.assertThatRule;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.Rule;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The assertion must fail where a rule is wrong; each test has a rule that is wrong in one way, or right. */
class RuleAssertTest {
    /** Makes {@code Mul(x, c)} of {@code Add(x, x)}; right if the factor is 2. */
    private record Doubling(float factor) implements Rule<Node> {
        @Override
        public Optional<Node> match(Scope scope, Node root) {
            return root.is("Add") ? Optional.of(root) : Optional.empty();
        }

        @Override
        public List<Condition<Node>> conditions() {
            return List.of(new Condition<>(
                    "Both terms are the same",
                    add -> add.inputs().get(0).equals(add.inputs().get(1))));
        }

        @Override
        public Edit rewrite(Scope scope, Node add) {
            String name = scope.names().fresh(add.output() + "/two");
            return Edit.remove(add)
                    .add(Initializer.of(name, Tensor.scalar(factor)))
                    .add(Node.of(
                            add.name(), "Mul", List.of(add.inputs().get(0), name), List.of(add.output()), Map.of()));
        }
    }

    private static final String ADD = "x: float[N,3]; y = Add(x, x); z = Neg(y); return z";
    private static final Doubling RIGHT = new Doubling(2);

    @Test
    void acceptsARightRewriteUnderAnyNewName() {
        assertThatRule(RIGHT).on(ADD).becomes("t = values[] {2}; y = Mul(x, t); z = Neg(y); return z");
        assertThatRule(RIGHT).on(ADD).becomes("y = Mul(x, anything); z = Neg(y); return z");
        assertThatRule(RIGHT).on(ADD).becomes("open = float[]; y = Mul(x, open); z = Neg(y); return z");
    }

    @Test
    void acceptsExpectedNodesInAnotherOrder() {
        assertThatRule(RIGHT)
                .on("x, w: float[2]; y = Add(x, x); v = Neg(w); z = Mul(y, v); return z")
                .becomes("v = Neg(w); y = Mul(x, two); z = Mul(y, v); return z");
    }

    @Test
    void rejectsAWrongValueThatLooksRight() {
        assertThatThrownBy(() ->
                        assertThatRule(new Doubling(2.001f)).on(ADD).becomes("y = Mul(x, t); z = Neg(y); return z"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("compute different values for 'z'")
                .hasMessageContaining("seed 1")
                .hasMessageContaining("  x = float[1,3] {")
                .hasMessageContaining("original result")
                .hasMessageContaining("changed result");
    }

    @Test
    void acceptsAWrongValueWithinTheGivenTolerance() {
        assertThatRule(new Doubling(2.001f)).withTolerance(1e-3).on(ADD).becomes("y = Mul(x, t); z = Neg(y); return z");
    }

    @Test
    void rejectsAnotherStructure() {
        String[] wrong = {
            "y = Add(x, t); z = Neg(y); return z",
            "y = Mul(t, x); z = Neg(y); return z",
            "q = Mul(x, t); z = Neg(q); return z",
            "y = Mul(x, t) {a=1}; z = Neg(y); return z",
            "t = values[] {3}; y = Mul(x, t); z = Neg(y); return z",
            "t = values[1] {2}; y = Mul(x, t); z = Neg(y); return z",
            "y = Mul(x, t); z = Neg(y); dead = Neg(y); return z",
            "y = Mul(x, t); z = Neg(y); return y",
            "t = Abs(x); y = Mul(x, t); z = Neg(y); return z",
            "[other] y = Mul(x, t); z = Neg(y); return z",
            "opset 16; y = Mul(x, t); z = Neg(y); return z"
        };
        for (String expected : wrong) {
            assertThatThrownBy(() -> assertThatRule(RIGHT).on(ADD).becomes(expected))
                    .as(expected)
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("expected");
        }
    }

    @Test
    void rejectsFoldingADefaultThatTheCallerMayOverride() {
        Rule<Node> folding = new FoldNegatedDefault();
        assertThatThrownBy(() -> assertThatRule(folding)
                        .on("x: float[1]; c: float[1] = {3}; n = Neg(c); y = Add(x, n); return y")
                        .becomes("m = values[1] {-3}; y = Add(x, m); return y"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("compute different values");
    }

    @Test
    void tellsRefusalFromNoMatch() {
        String different = "x, w: float[2]; y = Add(x, w); return y";
        assertThatRule(RIGHT).on(different).refuses("Both terms are the same");
        assertThatRule(RIGHT).on("x: float[2]; y = Neg(x); return y").doesNotMatch();
        assertThatThrownBy(() -> assertThatRule(RIGHT).on(different).doesNotMatch())
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatRule(RIGHT).on(different).refuses("Something else"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatRule(RIGHT).on(ADD).refuses("Both terms are the same"))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatRule(RIGHT).on(different).becomes("y = Mul(x, w); return y"))
                .isInstanceOf(AssertionError.class);
    }

    @Test
    void comparesSubgraphsAndWhatTheyCapture() {
        String before = """
                c: bool[]; x: float[2]
                y = Add(x, x)
                z = If(c) {then_branch={a = Neg(y); return a}, else_branch={a = Abs(y); return a}}
                return z
                """;
        String after = """
                y = Mul(x, t)
                z = If(c) {then_branch={a = Neg(y); return a}, else_branch={a = Abs(y); return a}}
                return z
                """;
        assertThatRule(RIGHT).on(before).becomes(after);
        assertThatThrownBy(() -> assertThatRule(RIGHT).on(before).becomes(after.replace("Abs(y)", "Abs(x)")))
                .isInstanceOf(AssertionError.class);
        assertThatThrownBy(() -> assertThatRule(RIGHT).on(before).becomes(after.replace("Abs", "Neg")))
                .isInstanceOf(AssertionError.class);
    }

    /** Wrong: takes any initializer for a constant. */
    private static final class FoldNegatedDefault implements Rule<Node> {
        @Override
        public Optional<Node> match(Scope scope, Node root) {
            return root.is("Neg") ? Optional.of(root) : Optional.empty();
        }

        @Override
        public List<Condition<Node>> conditions() {
            return List.of();
        }

        @Override
        public Edit rewrite(Scope scope, Node neg) {
            String folded = scope.names().fresh("folded");
            return Edit.remove(neg)
                    .add(Initializer.of(folded, Tensor.vector(-3f)))
                    .redirect(neg.output(), folded);
        }
    }
}
