package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class RemoveTransposeTest {
    private static final RuleAssert RULE = assertThatRule(new RemoveTranspose());

    @Test
    void removesWhatMovesNoAxis() {
        RULE.on("x: float[2,3,4]; t = Transpose(x) {perm=[0,1,2]}; y = Neg(t); return y")
                .becomes("y = Neg(x); return y");
    }

    @Test
    void leavesWhatMovesAxes() {
        RULE.on("x: float[2,3,4]; t = Transpose(x) {perm=[0,2,1]}; y = Neg(t); return y")
                .doesNotMatch();
        RULE.on("x: float[2,3,4]; t = Transpose(x); y = Neg(t); return y").doesNotMatch();
    }

    @Test
    void refusesToMakeAnInputAnOutput() {
        RULE.on("x: float[2,3]; y = Transpose(x) {perm=[0,1]}; return y")
                .refuses("the result is no graph output, or a node computes its source");
    }
}
