package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class RemovePadTest {
    private static final RuleAssert RULE = assertThatRule(new RemovePad());

    @Test
    void removesAPadThatAddsNothing() {
        RULE.on("x: float[2,3]; p = int64[4] {0}; a = Pad(x, p) {mode=\"reflect\"}; y = Neg(a); return y")
                .becomes("y = Neg(x); return y");
        RULE.on("opset 10\nx: float[2,3]; a = Pad(x) {pads=[0,0,0,0], value=3.0}; y = Neg(a); return y")
                .becomes("y = Neg(x); return y");
    }

    @Test
    void leavesAPadThatAddsOrCutsOrIsComputed() {
        RULE.on("x: float[2,3]; p = int64[4] {0,0,0,1}; a = Pad(x, p); y = Neg(a); return y")
                .doesNotMatch();
        RULE.on("x: float[2,3]; p = int64[4] {0,0,0,-1}; a = Pad(x, p); y = Neg(a); return y")
                .doesNotMatch();
        RULE.on("x: float[2,3]; p: int64[4]; a = Pad(x, p); y = Neg(a); return y")
                .doesNotMatch();
    }

    @Test
    void refusesToMakeAnInputAnOutput() {
        RULE.on("x: float[2]; p = int64[2] {0}; y = Pad(x, p); return y")
                .refuses("the result is no graph output, or a node computes its source");
    }
}
