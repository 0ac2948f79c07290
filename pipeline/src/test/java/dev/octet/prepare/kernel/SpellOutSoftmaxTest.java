package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellOutSoftmaxTest {
    private static final RuleAssert RULE = assertThatRule(new SpellOutSoftmax());

    @ParameterizedTest
    @CsvSource({"13, 1", "17, -2", "11, 1"})
    void spellsOutAnotherAxisThanTheLast(int opset, int axis) {
        RuleAssert given =
                RULE.on("opset %d\nx: float[2,3,4,5]; y = Softmax(x) {axis=%d}; return y".formatted(opset, axis));
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
        RULE.on("opset 18\nx: float[2,3,4,5]; y = Softmax(x) {axis=1}; return y")
                .becomes("axes = int64[1] {1}; m = ReduceMax(x, axes); s = Sub(x, m); e = Exp(s); "
                        + "t = ReduceSum(e, axes); y = Div(e, t); return y");
    }

    @ParameterizedTest
    @CsvSource({"-1", "3"})
    void leavesTheLastAxis(int axis) {
        RULE.on("x: float[2,3,4,5]; y = Softmax(x) {axis=%d}; return y".formatted(axis))
                .doesNotMatch();
    }

    @Test
    void leavesWhatIsNotKnownToBeFloat() {
        RULE.on("x: float; y = Softmax(x) {axis=1}; return y").refuses("it reads floats of known rank");
    }
}
