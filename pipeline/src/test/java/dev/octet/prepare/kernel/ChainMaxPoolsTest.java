package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainMaxPoolsTest {
    private static final RuleAssert RULE = assertThatRule(new ChainMaxPools());
    private static final String FIVE = "a = MaxPool(x) {kernel_shape=[5,5], pads=[2,2,2,2]}; ";

    @Test
    void chainsThePoolsOfAPyramid() {
        RULE.on("x: float[1,2,9,7]; " + FIVE + "b = MaxPool(x) {kernel_shape=[9,9], pads=[4,4,4,4], strides=[1,1]}; "
                        + "c = MaxPool(x) {kernel_shape=[13,13], pads=[6,6,6,6]}; return a, b, c")
                .becomes(FIVE + "b = MaxPool(a) {kernel_shape=[5,5], pads=[2,2,2,2], strides=[1,1]}; "
                        + "c = MaxPool(b) {kernel_shape=[5,5], pads=[2,2,2,2]}; return a, b, c");
    }

    @Test
    void chainsPoolsOfOneDimension() {
        RULE.on("x: float[1,2,9]; a = MaxPool(x) {kernel_shape=[3], pads=[1,1]}; "
                        + "b = MaxPool(x) {kernel_shape=[9], pads=[4,4]}; return a, b")
                .becomes("a = MaxPool(x) {kernel_shape=[3], pads=[1,1]}; "
                        + "b = MaxPool(a) {kernel_shape=[7], pads=[3,3]}; return a, b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kernel_shape=[9,9], pads=[4,4,4,4], strides=[2,2]",
                "kernel_shape=[9,9], pads=[4,4,3,3]",
                "kernel_shape=[9,7], pads=[4,3,4,3]",
                "kernel_shape=[9,9]",
                "kernel_shape=[9,9], pads=[4,4,4,4], dilations=[2,2]",
                "kernel_shape=[9,9], pads=[4,4,4,4], ceil_mode=1",
                "kernel_shape=[5,5], pads=[2,2,2,2]"
            })
    void leavesWindowsThatOthersDoNotCover(String attributes) {
        RULE.on("x: float[1,2,19,19]; %sb = MaxPool(x) {%s}; return a, b".formatted(FIVE, attributes))
                .doesNotMatch();
    }

    @Test
    void leavesAPoolThatTellsWhereItFoundTheGreatest() {
        RULE.on("x: float[1,2,9,9]; " + FIVE + "b, i = MaxPool(x) {kernel_shape=[9,9], pads=[4,4,4,4]}; return a, b, i")
                .refuses("it does not tell where it found the greatest");
    }
}
