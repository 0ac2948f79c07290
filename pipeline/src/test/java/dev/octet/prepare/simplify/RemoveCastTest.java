package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class RemoveCastTest {
    private static final RuleAssert RULE = assertThatRule(new RemoveCast());

    @Test
    void removesACastToTheSameType() {
        RULE.on("x: int32[2]; n = Neg(x); c = Cast(n) {to=6}; y = Abs(c); return y")
                .becomes("n = Neg(x); y = Abs(n); return y");
    }

    @Test
    void leavesACastToAnotherTypeOrOfAnUnknownOne() {
        RULE.on("x: float16[2]; c = Cast(x) {to=1}; y = Abs(c); return y").doesNotMatch();
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[2]; c = Cast(x) {to=1}; y = Abs(c); return y")
                .doesNotMatch();
    }

    @Test
    void refusesToMakeAnInputAnOutput() {
        RULE.on("x: float[2]; y = Cast(x) {to=1}; return y")
                .refuses("the result is no graph output, or a node computes its source");
    }
}
