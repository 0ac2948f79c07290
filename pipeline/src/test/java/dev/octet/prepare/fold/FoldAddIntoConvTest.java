package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldAddIntoConvTest {
    private static final RuleAssert RULE = assertThatRule(new FoldAddIntoConv());
    private static final String CONV = "x: float[1,2,4,4]; W = random[3,2,3,3]; b = random[3]; c = Conv(x, W, b)\n";

    @Test
    void addsToTheBiasAndKeepsTheWeight() {
        RULE.on("""
                x: float[1,1,1,1]; W = values[2,1,1,1] {3, 5}; b = values[2] {1, 2}; k = values[2,1,1] {2, 10}
                c = Conv(x, W, b)
                y = Sub(c, k)
                return y
                """).becomes("b2 = values[2] {-1, -8}; y = Conv(x, W, b2); return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "1,1,1", "3,1,1", "1,3,1,1"})
    void takesOneValueOrOneAChannel(String shape) {
        String constant = "k = random[" + shape + "]\n";
        RULE.on(CONV + constant + "y = Add(c, k); return y").becomes("y = Conv(x, W, b2); return y");
        RULE.on(CONV + constant + "y = Add(k, c); return y").becomes("y = Conv(x, W, b2); return y");
        RULE.on(CONV + constant + "y = Sub(c, k); return y").becomes("y = Conv(x, W, b2); return y");
    }

    @Test
    void givesABiasToAConvTransposeWithoutOne() {
        RULE.on("""
                x: float[1,4,3,3]; W = random[4,3,2,2]; k = random[6,1,1]
                c = ConvTranspose(x, W) {group=2}
                y = Add(c, k)
                return y
                """).becomes("y = ConvTranspose(x, W, b2) {group=2}; return y");
    }

    @Test
    void keepsASharedWeightShared() {
        RULE.on("""
                x: float[1,2,4,4]; W = random[3,2,3,3]; j, k = random[3,1,1]
                c = Conv(x, W); y = Add(c, j)
                d = Conv(x, W); z = Add(d, k)
                return y, z
                """).becomes("y = Conv(x, W, b1); z = Conv(x, W, b2); return y, z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2,1", "1,2,2", "3,2,2", "5,1,1,1"})
    void refusesAConstantThatDiffersWithinAChannelOrBroadensTheResult(String shape) {
        RULE.on(CONV + "k = random[" + shape + "]; y = Add(c, k); return y")
                .refuses("the constant has one value, or one a channel");
    }

    @Test
    void refusesABiasThatWouldOverflow() {
        RULE.on("x: float[1,1,1,1]; W = values[1,1,1,1] {1}; b = values[1] {3e38}; k = values[] {3e38}\n"
                        + "c = Conv(x, W, b); y = Add(c, k); return y")
                .refuses("the folded weight and bias fit their type");
    }

    @Test
    void refusesAResultThatIsReadElsewhere() {
        RULE.on(CONV + "k = random[]; y = Add(c, k); return y, c").refuses("the convolution's result has no other use");
    }

    @Test
    void leavesAResidualAdditionAndAConstantThatTheResultIsTakenFrom() {
        RULE.on(CONV + "k: float[1,3,2,2]; y = Add(c, k); return y").doesNotMatch();
        RULE.on(CONV + "k = random[]; y = Sub(k, c); return y").doesNotMatch();
    }
}
