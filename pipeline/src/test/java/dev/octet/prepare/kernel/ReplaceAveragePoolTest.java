package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplaceAveragePoolTest {
    private static final RuleAssert RULE = assertThatRule(new ReplaceAveragePool());
    private static final String IMAGE = "x: float[1,2,5,5]\n";

    @ParameterizedTest
    @CsvSource({
        "'kernel_shape=[3,3]'",
        "'kernel_shape=[3,3], strides=[2,2], pads=[0,0,0,0]'",
        "'kernel_shape=[3,3], pads=[1,1,1,1], count_include_pad=1'",
        "'kernel_shape=[2,3], auto_pad=\"VALID\"'"
    })
    void averagesEachChannel(String attributes) {
        int positions = attributes.contains("[2,3]") ? 6 : 9;
        String kept = attributes.replace(", count_include_pad=1", "");
        RULE.on(IMAGE + "y = AveragePool(x) {%s}; return y".formatted(attributes))
                .becomes("W = values[2,1,%s] {%s}; y = Conv(x, W) {%s, group=2}; return y"
                        .formatted(positions == 6 ? "2,3" : "3,3", 1f / positions, kept));
    }

    @Test
    void refusesPaddingThatDoesNotCount() {
        RULE.on(IMAGE + "y = AveragePool(x) {kernel_shape=[3,3], pads=[1,1,1,1]}; return y")
                .refuses("its padding counts, or there is none");
        RULE.on(IMAGE + "y = AveragePool(x) {kernel_shape=[3,3], auto_pad=\"SAME_UPPER\"}; return y")
                .refuses("its padding counts, or there is none");
    }

    @Test
    void refusesASizeThatIsRoundedUp() {
        RULE.on(IMAGE + "y = AveragePool(x) {kernel_shape=[2,2], strides=[2,2], ceil_mode=1}; return y")
                .refuses("it rounds its size down");
    }

    @Test
    void refusesLargeWindows() {
        RULE.on("x: float[1,2,9,9]; y = AveragePool(x) {kernel_shape=[7,7]}; return y")
                .refuses("its window is small");
    }

    @Test
    void refusesChannelsThatAreNotKnown() {
        RULE.on("x: float[1,C,9,9]; y = AveragePool(x) {kernel_shape=[3,3]}; return y")
                .refuses("the pool reads floats of known channels");
    }

    @Test
    void refusesOtherDimensions() {
        RULE.on("x: float[1,2,9]; y = AveragePool(x) {kernel_shape=[3]}; return y")
                .refuses("the pool reads floats of known channels");
    }

    @Test
    void leavesImagesThatMayBeSmallerThanTheWindow() {
        for (String image : List.of("1,2,H,9", "1,2,2,9")) {
            RULE.on("x: float[%s]; y = AveragePool(x) {kernel_shape=[3,3]}; return y".formatted(image))
                    .refuses("the image is known to be as large as the window");
        }
    }
}
