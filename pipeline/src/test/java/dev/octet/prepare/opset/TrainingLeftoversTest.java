package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;

import org.junit.jupiter.api.Test;

/** Dropout and BatchNormalization, which carry what only training needs. */
class TrainingLeftoversTest {
    private static final String PARAMETERS = "s, b, m = random[3]; v = positive[3];";

    @Test
    void makesTheRatioOfDropoutAnInput() {
        assertThatUpgrade("opset 7; x: float[9]; y = Dropout(x) {ratio=0.25}; return y", 13)
                .becomes("r = float[] {0.25}; y = Dropout(x, r); return y");
        assertThatUpgrade("opset 10; x: float[9]; y = Dropout(x); return y", 13).becomes("y = Dropout(x); return y");
    }

    @Test
    void leavesOutAMaskThatNothingReads() {
        assertThatUpgrade("opset 7; x: float[9]; y, mask = Dropout(x); note mask: float[9]; return y", 13)
                .becomes("y = Dropout(x); return y");
    }

    @Test
    void refusesAMaskThatIsRead() {
        assertThatUpgrade("opset 9; x: float[9]; y, m = Dropout(x); z = Relu(m); return y, z", 10)
                .isRefused("its mask is read, which has another type from then on");
        assertThatUpgrade("opset 10; x: float[9]; y, m = Dropout(x); return y, m", 12)
                .isRefused("its mask is read, which is zero before and one after");
    }

    @Test
    void saysByAttributeThatABatchNormalizationTrainsEvenWhereNothingReadsWhatItLearns() {
        String text = "opset 9; x: float[4,3]; " + PARAMETERS
                + "y, a, c, d, e = BatchNormalization(x, s, b, m, v) {momentum=0.7}; return ";

        assertThatUpgrade(text + "y", 21)
                .becomes("y, a, c = BatchNormalization(x, s, b, m, v) {momentum=0.7, training_mode=1}; return y");
        assertThatUpgrade(text + "y, a, c", 14)
                .becomes("y, a, c = BatchNormalization(x, s, b, m, v) {momentum=0.7, training_mode=1}; return y, a, c");
    }

    @Test
    void refusesStatisticsOfTheBatchThatAreRead() {
        assertThatUpgrade(
                        "opset 9; x: float[4,3]; " + PARAMETERS
                                + "y, a, c, d, e = BatchNormalization(x, s, b, m, v); return y, d",
                        14)
                .isRefused("the statistics of the batch, which are read, are no longer an output");
    }

    @Test
    void refusesScalesThatDoNotFitTheChannels() {
        assertThatUpgrade(
                        "opset 9; x: float[2,4,3]; " + PARAMETERS + "y = BatchNormalization(x, s, b, m, v); return y",
                        14)
                .knowingNoTypes()
                .isRefused("it has not one scale for each channel of its input");
    }

    @Test
    void leavesOutOutputsWithoutAName() {
        assertThatUpgrade(
                        "opset 9; x: float[4,3]; " + PARAMETERS + "y, , = BatchNormalization(x, s, b, m, v); return y",
                        14)
                .becomesUnrun(
                        "opset 14; x: float[4,3]; " + PARAMETERS + "y = BatchNormalization(x, s, b, m, v); return y");
    }

    @Test
    void dropsTheSpatialAttribute() {
        assertThatUpgrade(
                        "opset 7; x: float[2,3,4]; " + PARAMETERS
                                + "y = BatchNormalization(x, s, b, m, v) {spatial=1}; return y",
                        9)
                .becomes("y = BatchNormalization(x, s, b, m, v); return y");
    }

    @Test
    void flattensSamplesWithParametersForEveryElement() {
        assertThatUpgrade("""
                        opset 7
                        x: float[2,3,4]
                        s, b, m = random[3,4]
                        v = positive[3,4]
                        y = BatchNormalization(x, s, b, m, v) {spatial=0}
                        return y
                        """, 13).becomes("""
                        s2, b2, m2, v2 = float[12]
                        f = Flatten(x) {axis=1}
                        n = BatchNormalization(f, s2, b2, m2, v2)
                        z = Shape(x)
                        y = Reshape(n, z)
                        return y
                        """);
    }

    @Test
    void keepsVectorsAndFlattensWhatIsComputed() {
        assertThatUpgrade("""
                        opset 7
                        x: float[2,3]
                        c: float[3]
                        s, b = random[3]
                        v = positive[3]
                        m = Neg(c)
                        y = BatchNormalization(x, s, b, m, v) {spatial=0}
                        return y
                        """, 13).becomes("""
                        whole = int64[1] {-1}
                        m = Neg(c)
                        f = Flatten(x) {axis=1}
                        m2 = Reshape(m, whole)
                        n = BatchNormalization(f, s, b, m2, v)
                        z = Shape(x)
                        y = Reshape(n, z)
                        return y
                        """);
    }

    @Test
    void refusesToTrainWithParametersForEveryElement() {
        assertThatUpgrade(
                        "opset 7; x: float[2,3]; " + PARAMETERS
                                + "y, a, c = BatchNormalization(x, s, b, m, v) {spatial=0}; return y, a",
                        9)
                .knowingNoTypes()
                .isRefused("it has parameters for every element, and is told to train");
    }
}
