package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class MergePadIntoMaxPoolTest {
    private static final RuleAssert RULE = assertThatRule(new MergePadIntoMaxPool());
    private static final String INPUT = "x: float[1,2,5,5]; p = int64[8] {0,0,1,1,0,0,1,1}; low = values[] {-inf}\n";
    private static final String PAD = INPUT + "a = Pad(x, p, low)\n";

    @Test
    void mergesMinusInfinity() {
        RULE.on(PAD + "y = MaxPool(a) {kernel_shape=[3,3], strides=[2,2]}; return y")
                .becomes("y = MaxPool(x) {kernel_shape=[3,3], strides=[2,2], pads=[1,1,1,1]}; return y");
    }

    @Test
    void mergesZerosBesideWhatIsNeverNegative() {
        RULE.on(INPUT + "r = Relu(x); a = Pad(r, p); y = MaxPool(a) {kernel_shape=[3,3], pads=[1,1,0,0]}; return y")
                .becomes("r = Relu(x); y = MaxPool(r) {kernel_shape=[3,3], pads=[2,2,1,1]}; return y");
    }

    @Test
    void refusesZerosBesideWhatMayBeNegative() {
        RULE.on(INPUT + "a = Pad(x, p); y = MaxPool(a) {kernel_shape=[3,3]}; return y")
                .refuses("Pad adds minus infinity, or zeros to what is never negative");
    }

    @Test
    void refusesAnotherModeOfPadding() {
        RULE.on(INPUT + "r = Relu(x); a = Pad(r, p) {mode=\"edge\"}; y = MaxPool(a) {kernel_shape=[3,3]}; return y")
                .refuses("Pad adds minus infinity, or zeros to what is never negative");
    }

    @Test
    void refusesMorePaddingThanKernel() {
        RULE.on(PAD + "y = MaxPool(a) {kernel_shape=[1,3]}; return y").refuses("every window reaches the input");
    }

    @Test
    void refusesDilation() {
        RULE.on(PAD + "y = MaxPool(a) {kernel_shape=[2,2], dilations=[3,3]}; return y")
                .refuses("every window reaches the input");
    }

    @Test
    void refusesASizeThatIsRoundedUp() {
        RULE.on(PAD + "y = MaxPool(a) {kernel_shape=[2,2], strides=[2,2], ceil_mode=1}; return y")
                .refuses("MaxPool rounds its size down");
    }

    @Test
    void refusesToChangeThePlacesThatItTells() {
        RULE.on(PAD + "y, i = MaxPool(a) {kernel_shape=[2,2]}; return y, i")
                .refuses("MaxPool does not tell where it found the greatest");
    }

    @Test
    void refusesAPaddedValueThatIsReadElsewhere() {
        RULE.on(PAD + "y = MaxPool(a) {kernel_shape=[2,2]}; return y, a").refuses("the padded value has no other use");
    }

    @Test
    void refusesAPoolThatChoosesItsPadding() {
        RULE.on(PAD + "y = MaxPool(a) {kernel_shape=[2,2], auto_pad=\"SAME_UPPER\"}; return y")
                .refuses("the window's own padding is given by numbers");
    }
}
