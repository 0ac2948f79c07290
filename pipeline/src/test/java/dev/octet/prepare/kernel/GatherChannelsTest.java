package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class GatherChannelsTest {
    private static final RuleAssert RULE = assertThatRule(new GatherChannels());
    private static final String CONDITION = "dimensions are known, and the row does nothing but choose channels";

    @Test
    void shufflesGroups() {
        RULE.on("""
                x: float[2,6,3,4]
                groups = int64[5] {2,2,3,3,4}
                whole = int64[4] {2,6,3,4}
                r = Reshape(x, groups)
                t = Transpose(r) {perm=[0,2,1,3,4]}
                [last] y = Reshape(t, whole)
                return y
                """).becomes("""
                groups = int64[5] {2,2,3,3,4}
                c = int64[6] {0,3,1,4,2,5}
                r = Reshape(x, groups)
                t = Transpose(r) {perm=[0,2,1,3,4]}
                [last] y = Gather(x, c) {axis=1}
                return y
                """);
    }

    @Test
    void shufflesAndSplits() {
        RULE.on("""
                x: float[1,4,3,2]
                pairs = int64[3] {2,2,6}
                halves = int64[5] {2,-1,2,3,2}
                first = int64[] {0}
                second = int64[] {-1}
                r = Reshape(x, pairs)
                t = Transpose(r) {perm=[1,0,2]}
                h = Reshape(t, halves)
                a = Gather(h, first)
                b = Gather(h, second)
                return a, b
                """).becomes("""
                pairs = int64[3] {2,2,6}
                halves = int64[5] {2,-1,2,3,2}
                r = Reshape(x, pairs)
                t = Transpose(r) {perm=[1,0,2]}
                h = Reshape(t, halves)
                c = int64[2] {0,2}
                d = int64[2] {1,3}
                a = Gather(x, c) {axis=1}
                b = Gather(x, d) {axis=1}
                return a, b
                """);
    }

    @Test
    void keepsWhatIsReadInBetween() {
        RULE.on("""
                x: float[1,4,5]
                pairs = int64[4] {1,2,2,5}
                whole = int64[3] {1,4,5}
                r = Reshape(x, pairs)
                t = Transpose(r) {perm=[0,2,1,3]}
                y = Reshape(t, whole)
                return y, t
                """).becomes("""
                pairs = int64[4] {1,2,2,5}
                c = int64[4] {0,2,1,3}
                r = Reshape(x, pairs)
                t = Transpose(r) {perm=[0,2,1,3]}
                y = Gather(x, c) {axis=1}
                return y, t
                """);
    }

    @Test
    void refusesToMovePositions() {
        RULE.on("x: float[1,4,3,3]; y = Transpose(x) {perm=[0,1,3,2]}; return y")
                .refuses(CONDITION);
    }

    @Test
    void refusesAPlaceThatIsNotThere() {
        RULE.on("""
                x: float[1,4,4]
                far = int64[1] {9223372036854775807}
                t = Transpose(x) {perm=[0,2,1]}
                y = Gather(t, far) {axis=1}
                return y
                """).refuses(CONDITION);
    }

    /** More elements in between than there are numbers for them. */
    @Test
    void refusesValuesThatAreTooLarge() {
        RULE.on("""
                x: float[1,4096,32,32]
                many = int64[1024] {0}
                first = int64[1] {0}
                g = Gather(x, many)
                t = Transpose(g) {perm=[0,1,3,2]}
                y = Gather(t, first)
                return y
                """).refuses(CONDITION);
        RULE.on("x: float[0,4000000,4000000]; y = Transpose(x) {perm=[0,2,1]}; return y")
                .refuses(CONDITION);
    }

    @Test
    void refusesDimensionsThatAreNotKnown() {
        RULE.on("""
                x: float[N,4,5]
                pairs = int64[4] {-1,2,2,5}
                whole = int64[3] {-1,4,5}
                r = Reshape(x, pairs)
                t = Transpose(r) {perm=[0,2,1,3]}
                y = Reshape(t, whole)
                return y
                """).refuses(CONDITION);
    }
}
