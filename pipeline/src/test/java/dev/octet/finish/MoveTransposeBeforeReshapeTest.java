package dev.octet.finish;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class MoveTransposeBeforeReshapeTest {
    private static final RuleAssert RULE = assertThatRule(new MoveTransposeBeforeReshape());
    private static final String REASON = "it transposes nothing but images of known channels, lined up for this alone";

    @Test
    void putsChannelsLastBeforePositionsAreLinedUp() {
        RULE.on("x: float[2,5,3,4]; s = int64[3] {2, 5, -1}; r = Reshape(x, s); y = Transpose(r) {perm=[0,2,1]}; "
                        + "return y")
                .becomes("r = Reshape(x, s); t = Transpose(x) {perm=[0,2,3,1]}; y = Reshape(t, n); return y");
    }

    @Test
    void doesSoForEachHeadOfADetector() {
        RULE.on("a: float[1,4,4,4]; b: float[1,1,4,4]; c: float[1,5,2,2]; s = int64[3] {1, 5, -1}; "
                        + "h = Concat(a, b) {axis=1}; r = Reshape(h, s); q = Reshape(c, s); "
                        + "l = Concat(r, q) {axis=2}; y = Transpose(l) {perm=[0,2,1]}; return y")
                .becomes("h = Concat(a, b) {axis=1}; r = Reshape(h, s); q = Reshape(c, s); l = Concat(r, q) {axis=2}; "
                        + "ta = Transpose(a) {perm=[0,2,3,1]}; ra = Reshape(ta, na); "
                        + "tb = Transpose(b) {perm=[0,2,3,1]}; rb = Reshape(tb, nb); "
                        + "yh = Concat(ra, rb) {axis=2}; tc = Transpose(c) {perm=[0,2,3,1]}; "
                        + "yc = Reshape(tc, nc); y = Concat(yh, yc) {axis=1}; return y");
    }

    @Test
    void leavesPositionsThatAreReadAsTheyAre() {
        RULE.on("x: float[2,5,3,4]; s = int64[3] {2, 5, -1}; r = Reshape(x, s); y = Transpose(r) {perm=[0,2,1]}; "
                        + "return y, r")
                .refuses(REASON);
    }

    @Test
    void leavesAReshapeThatMixesChannelsWithPositions() {
        RULE.on("x: float[2,5,3,4]; s = int64[3] {2, 12, 5}; r = Reshape(x, s); y = Transpose(r) {perm=[0,2,1]}; "
                        + "return y")
                .refuses(REASON);
    }

    @Test
    void leavesWhatIsNoImage() {
        RULE.on("x: float[2,60]; s = int64[3] {2, 5, -1}; r = Reshape(x, s); y = Transpose(r) {perm=[0,2,1]}; "
                        + "return y")
                .refuses(REASON);
    }
}
