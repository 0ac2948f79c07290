package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldBatchNormIntoConvTransposeTest {
    private static final RuleAssert RULE = assertThatRule(new FoldBatchNormIntoConvTranspose());
    private static final String NORM = """
            gamma, beta, mean = random[4]; variance = positive[4]
            y = BatchNormalization(c, gamma, beta, mean, variance)
            """;

    @Test
    void scalesTheOutputChannelsOnTheSecondAxis() {
        RULE.on("""
                x: float[1,1,1,1]; W = values[1,2,1,1] {3, 5}
                gamma = values[2] {2, 4}; beta, mean = values[2] {0}; variance = values[2] {1, 1}
                c = ConvTranspose(x, W)
                y = BatchNormalization(c, gamma, beta, mean, variance) {epsilon=0.0}
                return y
                """).becomes("W2 = values[1,2,1,1] {6, 20}; y = ConvTranspose(x, W2, b2); return y");
    }

    @ParameterizedTest
    @CsvSource({"1, ''", "2, ''", "4, ''", "1, ', b'", "2, ', b'", "4, ', b'"})
    void foldsAnyGroupWithAndWithoutBias(int group, String bias) {
        RULE.on("x: float[2,8,3,3]; W = random[8,%d,2,2]; b = random[4]%n".formatted(4 / group)
                        + "c = ConvTranspose(x, W%s) {group=%d, strides=[2,2]}%n".formatted(bias, group)
                        + NORM
                        + "return y")
                .becomes("y = ConvTranspose(x, W2, b2) {group=%d, strides=[2,2]}; return y".formatted(group));
    }

    @Test
    void refusesWhatTheConvRuleRefuses() {
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[1,2,3,3]; W: float[2,4,2,2]; c = ConvTranspose(x, W)\n" + NORM + "return y")
                .refuses("the convolution's weight and bias are constant and fit its groups");
        RULE.on("x: float[1,2,3,3]; W = random[2,4,2,2]; c = ConvTranspose(x, W)\n" + NORM + "return y, c")
                .refuses("the convolution's result has no other use");
    }

    @Test
    void leavesAConvToItsOwnRule() {
        RULE.on("x: float[1,2,3,3]; W = random[4,2,2,2]; c = Conv(x, W)\n" + NORM + "return y")
                .doesNotMatch();
    }
}
