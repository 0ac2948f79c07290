package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveConcatBehindMaxPoolTest {
    private static final RuleAssert RULE = assertThatRule(new MoveConcatBehindMaxPool());
    private static final String POOL = "{kernel_shape=[3,3], strides=[2,2], pads=[1,1,0,0]}";

    @ParameterizedTest
    @ValueSource(ints = {1, -3})
    void poolsBeforeChannelsAreJoined(int axis) {
        RULE.on("x: float[2,3,9,7]; z: float[2,5,9,7]; c = Concat(x, z, x) {axis=%d}; y = MaxPool(c) %s; return y"
                        .formatted(axis, POOL))
                .becomes(
                        "a = MaxPool(x) %1$s; b = MaxPool(z) %1$s; d = MaxPool(x) %1$s; y = Concat(a, b, d) {axis=%2$d}; return y"
                                .formatted(POOL, axis));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, -1})
    void leavesOtherAxes(int axis) {
        RULE.on("x: float[2,3,9,9]; c = Concat(x, x) {axis=%d}; y = MaxPool(c) %s; return y".formatted(axis, POOL))
                .refuses("the Concat joins channels");
    }

    @Test
    void leavesWhatOthersReadToo() {
        RULE.on("x: float[2,3,9,9]; c = Concat(x, x) {axis=1}; y = MaxPool(c) %s; return y, c".formatted(POOL))
                .refuses("nothing else reads the Concat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"kernel_shape=[3,3]", "kernel_shape=[3,3], strides=[1,1], pads=[1,1,1,1]"})
    void leavesPoolsThatKeepTheSize(String attributes) {
        RULE.on("x: float[2,3,9,9]; c = Concat(x, x) {axis=1}; y = MaxPool(c) {%s}; return y".formatted(attributes))
                .refuses("MaxPool makes its input smaller in some direction");
    }

    /** Indices count through all channels. */
    @Test
    void leavesAPoolThatTellsWhereItFoundTheGreatest() {
        RULE.on("x: float[2,3,9,9]; c = Concat(x, x) {axis=1}; y, i = MaxPool(c) %s; return y, i".formatted(POOL))
                .refuses("MaxPool does not tell where it found the greatest");
    }
}
