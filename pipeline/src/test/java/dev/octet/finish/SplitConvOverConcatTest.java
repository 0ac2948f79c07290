package dev.octet.finish;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class SplitConvOverConcatTest {
    private static final RuleAssert RULE = assertThatRule(new SplitConvOverConcat());
    private static final String PARTS =
            "x: float[1,16,4,4]; z: float[1,32,4,4]; W = random[16,48,1,1]; b = random[16]; ";

    @Test
    void readsTwoPartsOneAfterTheOther() {
        RULE.on(PARTS + "c = Concat(x, z) {axis=1}; y = Conv(c, W, b); return y")
                .becomes("c = Concat(x, z) {axis=1}; p = Conv(x, W1, b); q = Conv(z, W2); y = Add(q, p); return y");
    }

    @Test
    void readsThreePartsOfLargeWindows() {
        RULE.on("x: float[1,16,5,5]; W = random[16,48,3,3]; c = Concat(x, x, x) {axis=1}; "
                        + "y = Conv(c, W) {pads=[1,1,1,1], strides=[2,2]}; return y")
                .becomes("c = Concat(x, x, x) {axis=1}; p = Conv(x, W1) {pads=[1,1,1,1], strides=[2,2]}; "
                        + "q = Conv(x, W2) {pads=[1,1,1,1], strides=[2,2]}; s = Add(q, p); "
                        + "r = Conv(x, W3) {pads=[1,1,1,1], strides=[2,2]}; y = Add(r, s); return y");
    }

    @Test
    void leavesAConcatThatSomethingElseReads() {
        RULE.on(PARTS + "c = Concat(x, z) {axis=1}; y = Conv(c, W, b); return y, c")
                .refuses("nothing but float Convs reads the Concat");
    }

    @Test
    void leavesAConcatThatAConvOnIntegersReads() {
        RULE.on(PARTS + "V = int8[16,48,1,1] {1}; s = float[] {0.1}; c = Concat(x, z) {axis=1}; y = Conv(c, W, b); "
                        + "d = DequantizeLinear(V, s); v = Conv(c, d); return y, v")
                .refuses("nothing but float Convs reads the Concat");
    }

    @Test
    void leavesPartsThatDoNotFillBlocks() {
        RULE.on("x: float[1,8,4,4]; z: float[1,24,4,4]; W = random[4,32,1,1]; c = Concat(x, z) {axis=1}; "
                        + "y = Conv(c, W); return y")
                .refuses("the channels of each part are known, and a multiple of 16");
    }

    @Test
    void leavesConvsThatGiveMoreThanTheyRead() {
        RULE.on("x: float[1,16,4,4]; W = random[64,32,1,1]; c = Concat(x, x) {axis=1}; y = Conv(c, W); return y")
                .refuses("to go over the results again is less than to copy the parts");
    }

    @Test
    void leavesWhatIsJoinedAlongAnotherAxis() {
        RULE.on("x: float[1,16,4,4]; W = random[4,16,1,1]; c = Concat(x, x) {axis=2}; y = Conv(c, W); return y")
                .refuses("the Concat joins channels");
    }

    @Test
    void leavesConvsWithGroups() {
        RULE.on("x: float[1,16,4,4]; W = random[4,16,1,1]; c = Concat(x, x) {axis=1}; y = Conv(c, W) {group=2}; "
                        + "return y")
                .doesNotMatch();
    }
}
