package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MergePadIntoConvTest {
    private static final RuleAssert RULE = assertThatRule(new MergePadIntoConv());
    private static final String INPUT = "x: float[1,2,5,5]; W = random[3,2,3,3]; zero = values[] {0}\n";
    private static final String PAD = "p = int64[8] {0,0,1,2,0,0,3,4}; a = Pad(x, p)\n";

    @Test
    void addsThePaddingOfBoth() {
        RULE.on(INPUT + PAD + "y = Conv(a, W) {pads=[1,0,0,1], strides=[2,2]}; return y")
                .becomes("y = Conv(x, W) {strides=[2,2], pads=[2,2,3,5]}; return y");
    }

    @ParameterizedTest
    @CsvSource({"''", "'{auto_pad=\"NOTSET\"}'", "'{auto_pad=\"VALID\"}'"})
    void saysThePaddingOfAConvThatHasNone(String attributes) {
        RULE.on(INPUT + PAD + "y = Conv(a, W) " + attributes + "; return y")
                .becomes("y = Conv(x, W) {pads=[1,2,3,4]}; return y");
    }

    @Test
    void readsEveryFormOfPad() {
        RULE.on("opset 10\n" + INPUT
                        + "a = Pad(x) {pads=[0,0,1,1,0,0,1,1], mode=\"constant\", value=0.0}; y = Conv(a, W); return y")
                .becomes("y = Conv(x, W) {pads=[1,1,1,1]}; return y");
        RULE.on(INPUT + "p = int64[8] {0,0,1,1,0,0,1,1}; a = Pad(x, p, zero); y = Conv(a, W); return y")
                .becomes("y = Conv(x, W) {pads=[1,1,1,1]}; return y");
        RULE.on("opset 18\n" + INPUT + "p = int64[4] {1,2,3,4}; s = int64[2] {-1,2}; a = Pad(x, p, , s)\n"
                        + "y = Conv(a, W); return y")
                .becomes("y = Conv(x, W) {pads=[2,1,4,3]}; return y");
    }

    @Test
    void mergesOneDimension() {
        RULE.on(
                        "x: float[1,2,9]; W = random[3,2,3]; p = int64[6] {0,0,1,0,0,2}; a = Pad(x, p); y = Conv(a, W); return y")
                .becomes("y = Conv(x, W) {pads=[1,2]}; return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a = Pad(x, p) {mode=\"reflect\"}", "a = Pad(x, p, one)", "a = Pad(x, p, v)"})
    void refusesAnythingButZeros(String pad) {
        RULE.on(INPUT + "one = values[] {1}; v: float[]; p = int64[8] {0,0,1,1,0,0,1,1};" + pad
                        + "; y = Conv(a, W); return y")
                .refuses("Pad adds zeros");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{1,0,1,1,0,0,1,1}", "{0,1,1,1,0,0,1,1}", "{0,0,1,1,0,1,1,1}", "{0,0,-1,1,0,0,1,1}", "random"})
    void refusesAmountsBeyondSpaceOrThatCutOff(String amounts) {
        boolean isComputed = amounts.equals("random");
        String channels = amounts.equals("{0,1,1,1,0,0,1,1}") || amounts.equals("{0,0,1,1,0,1,1,1}") ? "1" : "2";
        RULE.on("x: float[1,%s,5,5]; W = random[3,2,3,3]; p%s int64[8] %s; a = Pad(x, p); y = Conv(a, W); return y"
                        .formatted(channels, isComputed ? ":" : " =", isComputed ? "" : amounts))
                .refuses("Pad adds known amounts, to space alone");
    }

    @Test
    void refusesAPaddedValueThatIsReadElsewhere() {
        RULE.on(INPUT + PAD + "y = Conv(a, W); return y, a").refuses("the padded value has no other use");
    }

    @Test
    void refusesAConvThatChoosesItsPadding() {
        RULE.on(INPUT + PAD + "y = Conv(a, W) {auto_pad=\"SAME_LOWER\"}; return y")
                .refuses("the window's own padding is given by numbers");
    }

    @Test
    void leavesAPaddedWeight() {
        RULE.on("x: float[1,2,5,5]; W: float[3,2,1,1]; p = int64[8] {0,0,1,1,0,0,1,1}; a = Pad(W, p)\n"
                        + "y = Conv(x, a); return y")
                .doesNotMatch();
    }
}
