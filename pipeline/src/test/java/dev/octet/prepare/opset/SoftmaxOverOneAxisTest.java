package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SoftmaxOverOneAxisTest {
    @Test
    void writesTheOldDefaultOutWhereTheShapeHasTwoAxes() {
        assertThatUpgrade("opset 12; x: float[N,3]; y = Softmax(x); return y", 13)
                .becomes("y = Softmax(x) {axis=1}; return y");
    }

    @Test
    void keepsTheLastAxisWithoutKnowingTheShape() {
        assertThatUpgrade("opset 12; x: float[2,3,4]; t = Relu(x); y = LogSoftmax(t) {axis=-1}; return y", 13)
                .knowingNoTypes()
                .becomes("t = Relu(x); y = LogSoftmax(t) {axis=-1}; return y");
    }

    @Test
    void keepsOneAxisWhereTheOthersAreOfLengthOne() {
        assertThatUpgrade("opset 7; x: float[2,6,1,1]; y = Softmax(x); return y", 13)
                .becomes("y = Softmax(x) {axis=1}; return y");
        assertThatUpgrade("opset 7; x: float[2,1,6,1]; y = Softmax(x); return y", 13)
                .becomes("y = Softmax(x) {axis=2}; return y");
        assertThatUpgrade("opset 11; x: float[2,1,1]; y = Softmax(x) {axis=-2}; return y", 13)
                .becomes("y = Softmax(x) {axis=1}; return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Softmax", "LogSoftmax", "Hardmax"})
    void flattensSeveralAxesAndRestoresTheShape(String operator) {
        assertThatUpgrade("opset 9; x: float[2,3,N]; y = OP(x); return y".replace("OP", operator), 13)
                .becomes("""
                        f = Flatten(x) {axis=1}
                        r = OP(f) {axis=-1}
                        s = Shape(x)
                        y = Reshape(r, s)
                        return y
                        """.replace("OP", operator));
    }

    @Test
    void flattensWhereTheShapeIsNotKnown() {
        assertThatUpgrade("opset 11; x: float[2,3]; t = Relu(x); y = Softmax(t) {axis=-2}; return y", 13)
                .knowingNoTypes()
                .becomes("""
                        t = Relu(x)
                        f = Flatten(t) {axis=-2}
                        r = Softmax(f) {axis=-1}
                        s = Shape(t)
                        y = Reshape(r, s)
                        return y
                        """);
    }

    @Test
    void doesNotTrustTheSizesThatTheFileNotesForValuesInBetween() {
        assertThatUpgrade("opset 11; x: float[2,N,3]; t = Relu(x); y = Softmax(t); note t: float[2,1,3]; return y", 21)
                .knowingNoTypes()
                .becomes("""
                        t = Relu(x)
                        f = Flatten(t) {axis=1}
                        r = Softmax(f) {axis=-1}
                        s = Shape(t)
                        y = Reshape(r, s)
                        return y
                        """);
    }

    @Test
    void leavesTheNewMeaningAlone() {
        assertThatUpgrade("opset 13; x: float[2,3,4]; y = Softmax(x) {axis=1}; return y", 21)
                .becomes("y = Softmax(x) {axis=1}; return y");
    }
}
