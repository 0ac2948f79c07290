package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldBatchNormIntoNextConvTest {
    private static final RuleAssert RULE = assertThatRule(new FoldBatchNormIntoNextConv());
    private static final String NORM = """
            gamma, beta, mean = random[4]; variance = positive[4]
            n = BatchNormalization(x, gamma, beta, mean, variance)
            """;

    @Test
    void foldsScaleIntoInputChannelsAndShiftIntoTheBias() {
        RULE.on("""
                x: float[1,2,1,1]; W = values[1,2,1,1] {3, 5}; b = values[1] {7}
                gamma = values[2] {2, 4}; beta = values[2] {1, 10}; mean = values[2] {0, 0}; variance = values[2] {1, 1}
                n = BatchNormalization(x, gamma, beta, mean, variance) {epsilon=0.0}
                y = Conv(n, W, b)
                return y
                """).becomes("W2 = values[1,2,1,1] {6, 20}; b2 = values[1] {60}; y = Conv(x, W2, b2); return y");
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "2, ''", "4, ''", "2, ', b'"})
    void foldsAnyGroup(int group, String bias) {
        RULE.on("x: float[2,4,5,5]; W = random[8,%d,3,3]; b = random[8]%n".formatted(4 / group)
                        + NORM
                        + "y = Conv(n, W%s) {group=%d}; return y".formatted(bias, group))
                .becomes("y = Conv(x, W2, b2) {group=%d}; return y".formatted(group));
    }

    @Test
    void foldsBeforeAConvThatSaysThatItPadsNothing() {
        RULE.on("x: float[2,4,5,5]; W = random[8,4,3,3]\n" + NORM + "y = Conv(n, W) {auto_pad=\"VALID\"}; return y")
                .becomes("y = Conv(x, W2, b2) {auto_pad=\"VALID\"}; return y");
        RULE.on("x: float[2,4,5,5]; W = random[8,4,3,3]\n" + NORM + "y = Conv(n, W) {pads=[0,0,0,0]}; return y")
                .becomes("y = Conv(x, W2, b2) {pads=[0,0,0,0]}; return y");
    }

    @Test
    void foldsBeforeAConvThatPadsWhereNothingIsShifted() {
        RULE.on("""
                x: float[1,2,4,4]; W = random[3,2,3,3]
                gamma = random[2]; beta, mean = values[2] {0}; variance = positive[2]
                n = BatchNormalization(x, gamma, beta, mean, variance)
                y = Conv(n, W) {pads=[1,1,1,1]}
                return y
                """).becomes("y = Conv(x, W2, b2) {pads=[1,1,1,1]}; return y");
    }

    @ParameterizedTest
    @CsvSource({"'pads=[0,0,0,1]'", "'auto_pad=\"SAME_UPPER\"'"})
    void refusesPaddingOfShiftedValues(String attribute) {
        RULE.on("x: float[2,4,5,5]; W = random[8,4,3,3]\n" + NORM + "y = Conv(n, W) {" + attribute + "}; return y")
                .refuses("the convolution pads nothing, or nothing is shifted");
    }

    @Test
    void refusesANormalizationThatIsReadElsewhere() {
        RULE.on("x: float[2,4,5,5]; W = random[8,4,3,3]\n" + NORM + "y = Conv(n, W); z = Neg(n); return y, z")
                .refuses("BatchNormalization result has no other use");
    }

    @Test
    void refusesAComputedWeight() {
        RULE.on("x: float[2,4,5,5]; W: float[8,4,3,3]\n" + NORM + "y = Conv(n, W); return y")
                .refuses("the convolution's weight and bias are constant and fit its groups");
    }

    @Test
    void refusesANormalizationOfTheWeight() {
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[4,4,3,3]; v: float[2,4,5,5]\n" + NORM + "y = Conv(v, n); return y")
                .doesNotMatch();
    }

    @Test
    void refusesAnotherNumberOfChannels() {
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[2,4,5,5]; W = random[8,3,3,3]\n" + NORM + "y = Conv(n, W); return y")
                .refuses("BatchNormalization has the convolution's input channels");
    }

    @Test
    void refusesWeightsThatWouldOverflow() {
        RULE.on("""
                x: float[1,1,1,1]; W = values[1,1,1,1] {3e38}
                gamma, variance = values[1] {9}; beta, mean = values[1] {0}
                n = BatchNormalization(x, gamma, beta, mean, variance)
                y = Conv(n, W)
                return y
                """).refuses("the folded weight and bias fit their type");
    }
}
