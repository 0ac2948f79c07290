package dev.octet.finish;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveResizeBehindConvTest {
    private static final RuleAssert RULE = assertThatRule(new MoveResizeBehindConv());
    private static final String IMAGE = "x: float[1,6,3,3]; W = random[4,6,1,1]; b = random[4]; ";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode=\"nearest\", coordinate_transformation_mode=\"asymmetric\", nearest_mode=\"floor\"",
                "mode=\"nearest\", coordinate_transformation_mode=\"half_pixel\", nearest_mode=\"round_prefer_ceil\""
            })
    void repeatsResultsInPlaceOfWhatIsRead(String attributes) {
        RULE.on(IMAGE
                        + "s = float[4] {1, 1, 2, 3}; u = Resize(x, , s) {%s}; y = Conv(u, W, b); return y"
                                .formatted(attributes))
                .becomes("s = float[4] {1, 1, 2, 3}; u = Resize(x, , s) {%s}; v = Conv(x, W, b); ".formatted(attributes)
                        + "y = Resize(v, , s) {%s}; return y".formatted(attributes));
    }

    @Test
    void leavesAResizeThatComputesWhatLiesBetween() {
        refuses(
                "s = float[4] {1, 1, 2, 2}; u = Resize(x, , s) {mode=\"linear\"}; y = Conv(u, W); return y",
                "the Resize takes the nearest position");
    }

    @Test
    void leavesAResizeThatMakesTheImageSmaller() {
        refuses(
                "s = float[4] {1, 1, 2, 0.5}; u = Resize(x, , s) {mode=\"nearest\"}; y = Conv(u, W); return y",
                "its factors are constant and make no image smaller");
    }

    @Test
    void leavesSizesForTheyNameTheChannels() {
        refuses(
                "n = int64[4] {1, 6, 6, 6}; u = Resize(x, , , n) {mode=\"nearest\"}; y = Conv(u, W); return y",
                "its factors are constant and make no image smaller");
    }

    @Test
    void leavesConvsThatSeeBordersBetweenPositions() {
        refuses(
                "s = float[4] {1, 1, 2, 2}; V = random[4,6,3,3]; u = Resize(x, , s) {mode=\"nearest\"}; "
                        + "y = Conv(u, V); return y",
                "nothing but float Convs that look at single positions reads its result");
    }

    @Test
    void leavesAResizeThatIsReadElsewhere() {
        refuses(
                "s = float[4] {1, 1, 2, 2}; u = Resize(x, , s) {mode=\"nearest\"}; y = Conv(u, W); z = Relu(u); "
                        + "return y, z",
                "nothing but float Convs that look at single positions reads its result");
    }

    @Test
    void leavesConvsThatGiveMoreThanTheyRead() {
        refuses(
                "s = float[4] {1, 1, 2, 2}; V = random[8,6,1,1]; u = Resize(x, , s) {mode=\"nearest\"}; "
                        + "y = Conv(u, V); return y",
                "the results to resize are no more than what was resized");
    }

    private static void refuses(String statements, String reason) {
        RULE.on(IMAGE + statements).refuses(reason);
    }
}
