package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftmaxOverChannelsTest {
    private static final RuleAssert MOVE = assertThatRule(new MoveSoftmaxOutOfTransposes());
    private static final RuleAssert SPELL = assertThatRule(new SpellOutSoftmax());

    @ParameterizedTest
    @CsvSource({"'0,2,3,1', '0,3,1,2', 3, 1", "'0,3,2,1', '0,3,2,1', -1, 1", "'3,2,1,0', '3,2,1,0', 1, 2"})
    void takesItOutOfTransposesThatUndoEachOther(String first, String last, int axis, int moved) {
        MOVE.on("x: float[2,3,4,5]; a = Transpose(x) {perm=[%s]}; b = Softmax(a) {axis=%d}; ".formatted(first, axis)
                        + "y = Transpose(b) {perm=[%s]}; return y".formatted(last))
                .becomes("y = Softmax(x) {axis=%d}; return y".formatted(moved));
    }

    @Test
    void leavesTransposesThatDoNotUndoEachOther() {
        MOVE.on("x: float[2,3,4,5]; a = Transpose(x) {perm=[0,2,3,1]}; b = Softmax(a) {axis=3}; "
                        + "y = Transpose(b) {perm=[0,2,3,1]}; return y")
                .refuses("both permutations are given, and one undoes the other");
    }

    @Test
    void leavesWhatIsReadInBetween() {
        MOVE.on("x: float[2,3,4,5]; a = Transpose(x) {perm=[0,2,3,1]}; b = Softmax(a) {axis=3}; "
                        + "y = Transpose(b) {perm=[0,3,1,2]}; return y, b")
                .refuses("nothing else reads in between");
    }

    @ParameterizedTest
    @CsvSource({"13, 1", "17, -2", "11, 1"})
    void spellsOutAnotherAxisThanTheLast(int opset, int axis) {
        RuleAssert given =
                SPELL.on("opset %d\nx: float[2,3,4,5]; y = Softmax(x) {axis=%d}; return y".formatted(opset, axis));
        if (opset < 13) {
            given.refuses("Softmax is of opset 13 or later");
        } else {
            given.becomes(("axes = int64[1] {%1$d}; m = ReduceMax(x) {axes=[%1$d]}; s = Sub(x, m); e = Exp(s); "
                            + "t = ReduceSum(e, axes); y = Div(e, t); return y")
                    .formatted(axis));
        }
    }

    @Test
    void spellsItOutWhereReductionsTakeTheirAxesAsAnInput() {
        SPELL.on("opset 18\nx: float[2,3,4,5]; y = Softmax(x) {axis=1}; return y")
                .becomes("axes = int64[1] {1}; m = ReduceMax(x, axes); s = Sub(x, m); e = Exp(s); "
                        + "t = ReduceSum(e, axes); y = Div(e, t); return y");
    }

    @ParameterizedTest
    @CsvSource({"-1", "3"})
    void leavesTheLastAxis(int axis) {
        SPELL.on("x: float[2,3,4,5]; y = Softmax(x) {axis=%d}; return y".formatted(axis))
                .doesNotMatch();
    }

    @Test
    void leavesWhatIsNotKnownToBeFloat() {
        SPELL.on("x: float; y = Softmax(x) {axis=1}; return y").refuses("it reads floats of known rank");
    }
}
