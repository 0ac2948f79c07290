package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergePadIntoAveragePoolTest {
    private static final RuleAssert RULE = assertThatRule(new MergePadIntoAveragePool());
    private static final String PAD = "x: float[1,2,5,5]; p = int64[8] {0,0,1,1,0,0,1,1}; a = Pad(x, p)\n";

    @ParameterizedTest
    @CsvSource({"''", "', pads=[0,0,0,0]'", "', count_include_pad=1'", "', strides=[2,2]'"})
    void countsThePaddedZeros(String attributes) {
        String kept = attributes.contains("strides") ? ", strides=[2,2]" : "";
        RULE.on(PAD + "y = AveragePool(a) {kernel_shape=[3,3]%s}; return y".formatted(attributes))
                .becomes("y = AveragePool(x) {kernel_shape=[3,3], pads=[1,1,1,1], count_include_pad=1%s}; return y"
                        .formatted(kept));
    }

    @Test
    void addsToThePaddingThatCountedAlready() {
        RULE.on(PAD + "y = AveragePool(a) {kernel_shape=[3,3], pads=[1,0,0,1], count_include_pad=1}; return y")
                .becomes("y = AveragePool(x) {kernel_shape=[3,3], pads=[2,1,1,2], count_include_pad=1}; return y");
    }

    @Test
    void refusesPaddingThatDoesNotCount() {
        RULE.on(PAD + "y = AveragePool(a) {kernel_shape=[3,3], pads=[1,0,0,0]}; return y")
                .refuses("AveragePool counts its own padding, or has none");
    }

    @Test
    void refusesMorePaddingThanKernel() {
        RULE.on(PAD + "y = AveragePool(a) {kernel_shape=[3,1]}; return y").refuses("every window reaches the input");
    }

    @Test
    void refusesDilation() {
        RULE.on("opset 19\n" + PAD + "y = AveragePool(a) {kernel_shape=[2,2], dilations=[2,2]}; return y")
                .refuses("every window reaches the input");
    }

    @Test
    void refusesASizeThatIsRoundedUp() {
        RULE.on(PAD + "y = AveragePool(a) {kernel_shape=[2,2], strides=[2,2], ceil_mode=1}; return y")
                .refuses("AveragePool rounds its size down");
    }

    @Test
    void refusesAnythingButZeros() {
        RULE.on("x: float[1,2,5,5]; one = values[] {1}; p = int64[8] {0,0,1,1,0,0,1,1}; a = Pad(x, p, one)\n"
                        + "y = AveragePool(a) {kernel_shape=[3,3]}; return y")
                .refuses("Pad adds zeros");
    }

    @Test
    void refusesAPaddedValueThatIsReadElsewhere() {
        RULE.on(PAD + "y = AveragePool(a) {kernel_shape=[3,3]}; return y, a")
                .refuses("the padded value has no other use");
    }

    @Test
    void refusesAPoolThatChoosesItsPadding() {
        RULE.on(PAD + "y = AveragePool(a) {kernel_shape=[3,3], auto_pad=\"SAME_UPPER\"}; return y")
                .refuses("the window's own padding is given by numbers");
    }

    @Test
    void refusesOperatorSetsBeforeSeven() {
        RULE.withTypes(TypeSource.NONE)
                .on("opset 6\nx: float[1,2,5,5]; a = Pad(x) {pads=[0,0,1,1,0,0,1,1]}\n"
                        + "y = AveragePool(a) {kernel_shape=[3,3]}; return y")
                .refuses("AveragePool is of opset 7 or later");
    }
}
