package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveSingleInputTest {
    private static final RuleAssert RULE = assertThatRule(new RemoveSingleInput());

    @ParameterizedTest
    @ValueSource(strings = {"Concat(x) {axis=0}", "Sum(x)", "Max(x)", "Min(x)", "Mean(x)"})
    void removesAnOperatorOfOneInput(String operator) {
        RULE.on("x: float[2]; c = " + operator + "; y = Neg(c); return y").becomes("y = Neg(x); return y");
    }

    @Test
    void leavesAnOperatorOfTwoInputs() {
        RULE.on("x: float[2]; c = Concat(x, x) {axis=0}; y = Neg(c); return y").doesNotMatch();
    }

    @Test
    void refusesToMakeAnInputAnOutput() {
        RULE.on("x: float[2]; y = Sum(x); return y")
                .refuses("the result is no graph output, or a node computes its source");
    }
}
