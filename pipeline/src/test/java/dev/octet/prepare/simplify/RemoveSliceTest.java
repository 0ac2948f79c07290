package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoveSliceTest {
    private static final RuleAssert RULE = assertThatRule(new RemoveSlice());

    @ParameterizedTest
    @CsvSource({
        "'N,3', '0', '2147483647', '0', '1'",
        "'N,3', '0,0', '9223372036854775807,3', '0,1', '1,1'",
        "'2,3', '0', '3', '-1', '1'",
        "'2,3', '0', '7', '1', '1'",
    })
    void removesASliceThatKeepsEverything(String input, String starts, String ends, String axes, String steps) {
        RULE.on(sliced(input, starts, ends, axes, steps)).becomes("y = Neg(x); return y");
    }

    @ParameterizedTest
    @CsvSource({
        "'4,3', '1', '2147483647', '0', '1'",
        "'4,3', '0', '3', '0', '1'",
        "'4,3', '0', '-1', '0', '1'",
        "'4,3', '-4', '2147483647', '0', '1'",
        "'4,3', '0', '2147483647', '0', '2'",
        "'N,3', '0', '3', '0', '1'",
        "'4,3', '0,0', '2147483647,2', '0,1', '1,1'",
    })
    void leavesASliceThatMayCutSomethingOff(String input, String starts, String ends, String axes, String steps) {
        RULE.on(sliced(input, starts, ends, axes, steps)).doesNotMatch();
    }

    private static String sliced(String input, String starts, String ends, String axes, String steps) {
        int count = starts.split(",").length;
        return "x: float[%s]; s = int64[%d] {%s}; e = int64[%d] {%s}; a = int64[%d] {%s}; t = int64[%d] {%s}%n"
                        .formatted(input, count, starts, count, ends, count, axes, count, steps)
                + "c = Slice(x, s, e, a, t); y = Neg(c); return y";
    }

    @Test
    void readsAttributesOfOlderOperatorSets() {
        RULE.on("opset 9\nx: float[2,3]; c = Slice(x) {starts=[0,0], ends=[2,5]}; y = Neg(c); return y")
                .becomes("y = Neg(x); return y");
        RULE.on("opset 9\nx: float[2,3]; c = Slice(x) {starts=[0], ends=[2], axes=[1]}; y = Neg(c); return y")
                .doesNotMatch();
    }

    @Test
    void leavesComputedBounds() {
        RULE.on("x: float[3]; s: int64[1]; e = int64[1] {3}; c = Slice(x, s, e); y = Neg(c); return y")
                .doesNotMatch();
        RULE.on("x: float[3]; s = int64[1] {0}; e: int64[1]; c = Slice(x, s, e); y = Neg(c); return y")
                .doesNotMatch();
        RULE.on("x: float[3]; s = int64[1] {0}; e = int64[1] {3}; t: int64[1]\n"
                        + "c = Slice(x, s, e, , t); y = Neg(c); return y")
                .doesNotMatch();
    }

    @Test
    void refusesToMakeAnInputAnOutput() {
        RULE.on("x: float[3]; s = int64[1] {0}; e = int64[1] {3}; y = Slice(x, s, e); return y")
                .refuses("the result is no graph output, or a node computes its source");
    }
}
