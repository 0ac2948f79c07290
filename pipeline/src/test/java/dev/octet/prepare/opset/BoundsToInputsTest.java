package dev.octet.prepare.opset;

import static dev.octet.prepare.opset.UpgradeAssert.assertThatUpgrade;

import org.junit.jupiter.api.Test;

/** Clip, Pad and Slice, whose attributes became inputs. */
class BoundsToInputsTest {
    @Test
    void makesBothBoundsOfClipScalars() {
        assertThatUpgrade("opset 10; x: float[9]; y = Clip(x) {max=0.5, min=-0.25}; return y", 13)
                .becomes("a = float[] {-0.25}; b = float[] {0.5}; y = Clip(x, a, b); return y");
    }

    @Test
    void leavesAMissingBoundOfClipOut() {
        assertThatUpgrade(
                        "opset 7; x: float[9]; y = Clip(x) {max=0.5}; z = Clip(x) {min=0.0}; w = Clip(x); return y, z, w",
                        11)
                .becomes(
                        "a = float[] {0.5}; b = float[] {0}; y = Clip(x, , a); z = Clip(x, b); w = Clip(x); return y, z, w");
    }

    @Test
    void givesTheBoundsOfClipTheTypeThatIsClipped() {
        assertThatUpgrade("opset 10; x: float16[3]; r = Neg(x); y = Clip(r) {min=0.5}; return y", 13)
                .becomesUnrun("""
                        opset 13
                        x: float16[3]
                        "y/min" = float16[] {0.5}
                        r = Neg(x)
                        y = Clip(r, "y/min")
                        return y
                        """);
        assertThatUpgrade("opset 10; x: double[3]; y = Clip(x) {min=0.5}; return y", 11)
                .becomesUnrun("opset 11; x: double[3]; \"y/min\" = double[] {0.5}; y = Clip(x, \"y/min\"); return y");
    }

    @Test
    void refusesAClipWhoseTypeIsNotKnown() {
        assertThatUpgrade("opset 10; x: float16[3]; r = Cast(x) {to=1}; y = Clip(r) {min=0.5}; return y", 13)
                .knowingNoTypes()
                .isRefused("its bounds have to take the type of what is clipped, which is not known");
    }

    @Test
    void makesWidthsAndValueOfPadInputs() {
        assertThatUpgrade("opset 9; x: float[2,3]; y = Pad(x) {pads=[0,1,1,0], value=1.5}; return y", 13)
                .becomes("p = int64[4] {0, 1, 1, 0}; v = float[] {1.5}; y = Pad(x, p, v); return y");
    }

    @Test
    void leavesAValueOfPadOutThatNothingReads() {
        assertThatUpgrade("opset 9; x: float[2,3]; y = Pad(x) {pads=[0,1,1,0], value=1.5, mode=\"edge\"}; return y", 13)
                .knowingNoTypes()
                .becomes("p = int64[4] {0, 1, 1, 0}; y = Pad(x, p) {mode=\"edge\"}; return y");
        assertThatUpgrade("opset 9; x: float[2,3]; y = Pad(x) {pads=[0,1,1,0], value=0.0}; return y", 13)
                .becomes("p = int64[4] {0, 1, 1, 0}; y = Pad(x, p); return y");
    }

    @Test
    void refusesAValueOfPadWhoseTypeIsNotKnown() {
        assertThatUpgrade(
                        "opset 9; x: double[1,3]; f = Cast(x) {to=1}; y = Pad(f) {pads=[0,1,1,0], value=1.5}; return y",
                        13)
                .knowingNoTypes()
                .isRefused("its value has to take the type of what is padded, which is not known");
    }

    @Test
    void refusesAPadWithoutWidths() {
        assertThatUpgrade("opset 9; x: float[1,3]; y = Pad(x); return y", 13)
                .knowingNoTypes()
                .isRefused("attribute 'pads' is missing");
    }

    @Test
    void makesBoundsOfSliceInputsAndWritesItsAxesOut() {
        assertThatUpgrade("opset 9; x: float[4,5,6]; y = Slice(x) {starts=[1,-3], ends=[9,-1]}; return y", 13)
                .becomes("""
                        s = int64[2] {1, -3}
                        e = int64[2] {9, -1}
                        a = int64[2] {0, 1}
                        y = Slice(x, s, e, a)
                        return y
                        """);
    }

    @Test
    void keepsTheAxesOfSlice() {
        assertThatUpgrade("opset 9; x: float[4,5]; y = Slice(x) {starts=[1], ends=[3], axes=[1]}; return y", 10)
                .becomes("s = int64[1] {1}; e = int64[1] {3}; a = int64[1] {1}; y = Slice(x, s, e, a); return y");
    }

    @Test
    void refusesASliceWithoutBounds() {
        assertThatUpgrade("opset 9; x: float[4,5]; y = Slice(x) {starts=[1]}; return y", 10)
                .knowingNoTypes()
                .isRefused("attribute 'starts' or 'ends' is missing");
    }
}
