package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoveSoftmaxOutOfTransposesTest {
    private static final RuleAssert RULE = assertThatRule(new MoveSoftmaxOutOfTransposes());

    @ParameterizedTest
    @CsvSource({"'0,2,3,1', '0,3,1,2', 3, 1", "'0,3,2,1', '0,3,2,1', -1, 1", "'3,2,1,0', '3,2,1,0', 1, 2"})
    void takesItOutOfTransposesThatUndoEachOther(String first, String last, int axis, int moved) {
        RULE.on("x: float[2,3,4,5]; a = Transpose(x) {perm=[%s]}; b = Softmax(a) {axis=%d}; ".formatted(first, axis)
                        + "y = Transpose(b) {perm=[%s]}; return y".formatted(last))
                .becomes("y = Softmax(x) {axis=%d}; return y".formatted(moved));
    }

    @Test
    void leavesTransposesThatDoNotUndoEachOther() {
        RULE.on("x: float[2,3,4,5]; a = Transpose(x) {perm=[0,2,3,1]}; b = Softmax(a) {axis=3}; "
                        + "y = Transpose(b) {perm=[0,2,3,1]}; return y")
                .refuses("both permutations are given, and one undoes the other");
    }

    @Test
    void leavesWhatIsReadInBetween() {
        RULE.on("x: float[2,3,4,5]; a = Transpose(x) {perm=[0,2,3,1]}; b = Softmax(a) {axis=3}; "
                        + "y = Transpose(b) {perm=[0,3,1,2]}; return y, b")
                .refuses("nothing else reads in between");
    }
}
