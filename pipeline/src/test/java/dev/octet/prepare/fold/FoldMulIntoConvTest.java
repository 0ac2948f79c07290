package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FoldMulIntoConvTest {
    private static final RuleAssert RULE = assertThatRule(new FoldMulIntoConv());
    private static final String CONV = "x: float[1,2,4,4]; W = random[3,2,3,3]; b = random[3]; c = Conv(x, W, b)\n";

    @Test
    void scalesWeightAndBias() {
        RULE.on("""
                x: float[1,1,1,1]; W = values[2,1,1,1] {3, 5}; b = values[2] {1, 2}; k = values[2,1,1] {2, 10}
                c = Conv(x, W, b)
                y = Mul(c, k)
                return y
                """).becomes("W2 = values[2,1,1,1] {6, 50}; b2 = values[2] {2, 20}; y = Conv(x, W2, b2); return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,1,1", "3,1,1", "1,3,1,1"})
    void takesOneValueOrOneAChannelOnEitherSide(String shape) {
        String constant = "k = positive[" + shape + "]\n";
        RULE.on(CONV + constant + "y = Mul(c, k); return y").becomes("y = Conv(x, W2, b2); return y");
        RULE.on(CONV + constant + "y = Mul(k, c); return y").becomes("y = Conv(x, W2, b2); return y");
        RULE.on(CONV + constant + "y = Div(c, k); return y").becomes("y = Conv(x, W2, b2); return y");
    }

    @Test
    void foldsIntoAGroupedConvTranspose() {
        RULE.on("""
                x: float[1,4,3,3]; W = random[4,3,2,2]; k = random[6,1,1]
                c = ConvTranspose(x, W) {group=2}
                y = Mul(c, k)
                return y
                """).becomes("y = ConvTranspose(x, W2, b2) {group=2}; return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2,1", "1,2,2", "3,2,2", "5,1,1,1", "1,1,1,1,1"})
    void refusesAConstantThatDiffersWithinAChannelOrBroadensTheResult(String shape) {
        RULE.on(CONV + "k = random[" + shape + "]; y = Mul(c, k); return y")
                .refuses("the constant has one value, or one a channel");
    }

    @Test
    void refusesToBroadenTheResultToMoreChannels() {
        RULE.on("x: float[1,1,4,4]; W = random[1,1,3,3]; k = random[2,1,1]; c = Conv(x, W); y = Mul(c, k); return y")
                .refuses("the constant has one value, or one a channel");
    }

    @ParameterizedTest
    @CsvSource({"Mul, 3e38", "Div, 0"})
    void refusesWeightsThatWouldOverflow(String operator, String value) {
        RULE.on("x: float[1,1,1,1]; W = values[1,1,1,1] {9}; k = values[] {%s}; c = Conv(x, W); y = %s(c, k); return y"
                        .formatted(value, operator))
                .refuses("the folded weight and bias fit their type");
    }

    @Test
    void refusesAResultThatIsReadElsewhere() {
        RULE.on(CONV + "k = random[]; y = Mul(c, k); return y, c").refuses("the convolution's result has no other use");
    }

    @Test
    void refusesAComputedWeight() {
        RULE.on("x: float[1,2,4,4]; W: float[3,2,3,3]; k = random[]; c = Conv(x, W); y = Mul(c, k); return y")
                .refuses("the convolution's weight and bias are constant and fit its groups");
    }

    @Test
    void leavesAFactorThatIsNoConstantAndADivisionByTheResult() {
        RULE.on(CONV + "k: float[]; y = Mul(c, k); return y").doesNotMatch();
        RULE.on(CONV + "k: float[] = {2}; y = Mul(c, k); return y").doesNotMatch();
        RULE.on(CONV + "k = positive[]; y = Div(k, c); return y").doesNotMatch();
    }
}
