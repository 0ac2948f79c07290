package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class MergeTransposesTest {
    private static final RuleAssert RULE = assertThatRule(new MergeTransposes());

    @Test
    void composesPermutations() {
        RULE.on("x: float[2,3,4,5]; a = Transpose(x) {perm=[1,2,3,0]}; [b] y = Transpose(a) {perm=[0,3,1,2]}; return y")
                .becomes("[b] y = Transpose(x) {perm=[1,0,2,3]}; return y");
    }

    @Test
    void composesThree() {
        RULE.on("""
                x: float[2,3,4]
                a = Transpose(x) {perm=[1,2,0]}
                b = Transpose(a) {perm=[1,2,0]}
                y = Transpose(b) {perm=[1,2,0]}
                return y
                """).becomes("y = Transpose(x) {perm=[0,1,2]}; return y");
    }

    @Test
    void refusesAResultThatIsReadElsewhere() {
        RULE.on("x: float[2,3]; a = Transpose(x) {perm=[1,0]}; y = Transpose(a) {perm=[1,0]}; return y, a")
                .refuses("the first result has no other use");
    }

    @Test
    void refusesAPermutationThatIsLeftOut() {
        RULE.on("x: float[2,3]; a = Transpose(x); y = Transpose(a) {perm=[1,0]}; return y")
                .refuses("both permutations are given, for one rank");
    }
}
