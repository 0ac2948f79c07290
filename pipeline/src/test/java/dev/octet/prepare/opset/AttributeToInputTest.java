package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;

import org.junit.jupiter.api.Test;

class AttributeToInputTest {
    @Test
    void makesTheAxesOfSqueezeAndUnsqueezeAnInput() {
        assertThatUpgrade(
                        "opset 12; x: float[1,3,1]; s = Squeeze(x) {axes=[2]}; y = Unsqueeze(s) {axes=[0, -1]}; return y",
                        13)
                .becomes("""
                        a = int64[1] {2}
                        b = int64[2] {0, -1}
                        s = Squeeze(x, a)
                        y = Unsqueeze(s, b)
                        return y
                        """);
    }

    @Test
    void makesTheAxesOfReduceSumAnInputFiveVersionsAheadOfTheOthers() {
        String text =
                "opset 11; x: float[2,3]; s = ReduceSum(x) {axes=[1]}; y = ReduceMean(s) {axes=[0], keepdims=0}; return y";

        assertThatUpgrade(text, 13).becomes("""
                a = int64[1] {1}
                s = ReduceSum(x, a)
                y = ReduceMean(s) {axes=[0], keepdims=0}
                return y
                """);
        assertThatUpgrade(text, 18).becomes("""
                a = int64[1] {1}
                b = int64[1] {0}
                s = ReduceSum(x, a)
                y = ReduceMean(s, b) {keepdims=0}
                return y
                """);
    }

    @Test
    void leavesAnEmptyListOutWhereItMeansTheDefault() {
        assertThatUpgrade("opset 11; x: float[2,3]; y = ReduceSum(x) {axes=[]}; return y", 13)
                .becomes("y = ReduceSum(x); return y");
    }

    @Test
    void makesTheSizesOfSplitAnInputAndCountsThePartsWhereThereAreNone() {
        String text = """
                opset 11
                x: float[4,6]
                a, b = Split(x) {axis=1, split=[2,4]}
                c, d = Split(x) {axis=0}
                return a, b, c, d
                """;

        assertThatUpgrade(text, 13).becomes("""
                s = int64[2] {2, 4}
                a, b = Split(x, s) {axis=1}
                c, d = Split(x) {axis=0}
                return a, b, c, d
                """);
        assertThatUpgrade(text, 18).becomes("""
                s = int64[2] {2, 4}
                a, b = Split(x, s) {axis=1}
                c, d = Split(x) {axis=0, num_outputs=2}
                return a, b, c, d
                """);
    }

    @Test
    void makesTheNumberOfTopKAVector() {
        assertThatUpgrade("opset 9; x: float[2,6]; y, i = TopK(x) {k=3}; return y, i", 13)
                .becomes("k = int64[1] {3}; y, i = TopK(x, k); return y, i");
    }

    @Test
    void makesTheAxisOfDftAScalarAndWritesTheOldDefaultOut() {
        assertThatUpgrade("opset 17; x: float[1,4,3,1]; y = DFT(x) {onesided=1}; return y", 20)
                .becomes("a = int64[] {1}; y = DFT(x, , a) {onesided=1}; return y");
    }

    @Test
    void refusesAnAttributeThatHasToBeThereAndIsNot() {
        assertThatUpgrade("opset 12; x: float[1,3,1]; y = Unsqueeze(x); return y", 13)
                .knowingNoTypes()
                .isRefused("Node '-> y' (Unsqueeze) cannot go to opset 13: attribute 'axes' is missing");
    }

    @Test
    void refusesAnAttributeOfAnotherType() {
        assertThatUpgrade("opset 12; x: float[1,3,1]; y = Squeeze(x) {axes=\"2\"}; return y", 13)
                .knowingNoTypes()
                .isRefused("attribute 'axes' is missing or not of its type");
    }
}
