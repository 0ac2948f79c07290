package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.testing.GraphText;
import org.junit.jupiter.api.Test;

/** Models older than ONNX Runtime runs, so what they become is compared, not what they compute. */
class LegacyModelTest {
    @Test
    void dropsWhatOverwroteInputs() {
        assertThatUpgrade("opset 5; x: float[2]; y = Relu(x) {consumed_inputs=[0]}; return y", 13)
                .becomesUnrun("opset 13; x: float[2]; y = Relu(x); return y");
    }

    @Test
    void dropsBroadcastingThatNumpyDoesTheSameWay() {
        assertThatUpgrade("opset 6; x: float[2,3]; b = values[3] {1}; y = Add(x, b) {broadcast=1}; return y", 7)
                .becomesUnrun("opset 7; x: float[2,3]; b = values[3] {1}; y = Add(x, b); return y");
        assertThatUpgrade("opset 6; x, b: float[2]; y = Mul(x, b) {axis=0, broadcast=0}; return y", 7)
                .becomesUnrun("opset 7; x, b: float[2]; y = Mul(x, b); return y");
    }

    @Test
    void refusesBroadcastingAlongAnAxis() {
        assertThatUpgrade(
                        "opset 6; x: float[2,3,4]; b = values[3] {1}; y = Add(x, b) {broadcast=1, axis=1}; return y",
                        13)
                .knowingNoTypes()
                .isRefused("cannot go to opset 7: it broadcasts along attribute 'axis', which is gone");
    }

    @Test
    void takesOutThatADropoutDoesNotTrain() {
        assertThatUpgrade("opset 6; x: float[2]; y = Dropout(x) {is_test=1}; return y", 7)
                .becomesUnrun("opset 7; x: float[2]; y = Dropout(x); return y");
    }

    @Test
    void refusesWhatTrains() {
        assertThatUpgrade("opset 6; x: float[2]; y = Dropout(x); return y", 7)
                .knowingNoTypes()
                .isRefused("it is told to train (attribute 'is_test' is 0)");
    }

    @Test
    void castsToTheNumberOfAType() {
        assertThatUpgrade("opset 5; x: float[2]; y = Cast(x) {to=\"INT64\"}; return y", 7)
                .becomesUnrun("opset 7; x: float[2]; y = Cast(x) {to=7}; return y");
    }

    @Test
    void refusesACastToNothing() {
        assertThatUpgrade("opset 5; x: float[2]; y = Cast(x) {to=\"NUMBER\"}; return y", 7)
                .knowingNoTypes()
                .isRefused("it casts to 'NUMBER', which is no type");
    }

    @Test
    void keepsTheOldConstantsOfSelu() {
        assertThatUpgrade("opset 5; x: float[2]; y = Selu(x) {alpha=2.0}; return y", 7)
                .becomesUnrun("opset 7; x: float[2]; y = Selu(x) {alpha=2.0, gamma=1.0507}; return y");
    }

    @Test
    void scalesEveryAxisOfAnUpsample() {
        assertThatUpgrade(
                        "opset 6; x: float[1,2,3,4]; "
                                + "y = Upsample(x) {height_scale=2.0, width_scale=3.0, mode=\"bilinear\"}; return y",
                        7)
                .becomesUnrun(
                        "opset 7; x: float[1,2,3,4]; y = Upsample(x) {mode=\"linear\", scales=[1.0,1.0,2.0,3.0]}; return y");
    }

    @Test
    void keepsAPReluWithOneSlope() {
        assertThatUpgrade("opset 6; x: float[2,3]; s = values[1] {0.25}; y = PRelu(x, s); return y", 7)
                .becomesUnrun("opset 7; x: float[2,3]; s = values[1] {0.25}; y = PRelu(x, s); return y");
    }

    @Test
    void refusesAPReluWithASlopeAChannel() {
        assertThatUpgrade("opset 6; x: float[2,3]; s = values[3] {0.25}; y = PRelu(x, s); return y", 7)
                .knowingNoTypes()
                .isRefused("its slope, one a channel, would broadcast along the last axis");
    }

    @Test
    void refusesATileAlongOneAxis() {
        assertThatUpgrade("opset 5; x: float[2,3]; t, a = values[1] {1}; y = Tile(x, t, a); return y", 7)
                .knowingNoTypes()
                .isRefused("it repeats along one axis");
    }

    @Test
    void refusesModelsFromBeforeTheOldestVersion() {
        assertThatUpgrade("opset 4; x: float[2]; y = Neg(x); return y", 7)
                .knowingNoTypes()
                .isRefused("Expected a model that imports version 5 or later of ONNX's operators, got version 4");
    }

    @Test
    void whatItMakesRunsInOnnxRuntime() {
        UpgradeResult result = OpsetUpgrade.upgrade(
                GraphText.parse("opset 5; x: float[2,3]; b = values[3] {1}; "
                        + "s = Add(x, b) {broadcast=1, consumed_inputs=[0]}; y = Clip(s) {min=0.5}; return y"),
                7);

        assertThat(result.refusals()).isEmpty();
        assertThatUpgrade(result.model(), 13).becomes("a = float[] {0.5}; s = Add(x, b); y = Clip(s, a); return y");
    }
}
