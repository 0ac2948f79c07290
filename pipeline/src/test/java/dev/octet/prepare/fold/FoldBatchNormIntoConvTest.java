package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.rewrite.TypeSource;
import dev.octet.testing.GraphText;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldBatchNormIntoConvTest {
    private static final String NORM = "gamma, beta, mean = random[4]; variance = positive[4]\n";
    private static final RuleAssert RULE = assertThatRule(new FoldBatchNormIntoConv());

    @Test
    void foldsScaleIntoWeightAndShiftIntoANewBias() {
        // With variance + epsilon = 4 and gamma = 4, every channel is doubled.
        RULE.on("""
                x: float[1,1,2,2]; W = values[2,1,1,1] {3, 5}
                gamma = values[2] {4, 4}; beta = values[2] {1, 2}; mean = values[2] {0.5, 0}; variance = values[2] {3, 3}
                c = Conv(x, W)
                y = BatchNormalization(c, gamma, beta, mean, variance) {epsilon=1.0}
                return y
                """).becomes("""
                W2 = values[2,1,1,1] {6, 10}; b2 = values[2] {0, 2}
                y = Conv(x, W2, b2)
                return y
                """);
    }

    @Test
    void foldsIntoAnExistingBias() {
        RULE.on("x: float[1,2,5,5]; W = random[4,2,3,3]; b = random[4];" + NORM + """
                c = Conv(x, W, b) {pads=[1,1,1,1], strides=[2,2]}
                y = BatchNormalization(c, gamma, beta, mean, variance)
                return y
                """)
                .becomes("y = Conv(x, W2, b2) {pads=[1,1,1,1], strides=[2,2]}; return y");
    }

    @ParameterizedTest
    @CsvSource({"1, '3'", "2, '3'", "4, '3'", "1, '3,3'", "2, '3,3'", "4, '3,3'", "2, '3,3,3'"})
    void foldsAnyGroupAndRank(int group, String kernel) {
        String space = kernel.replace('3', '5');
        RULE.on("x: float[2,4,%s]; W = random[4,%d,%s];".formatted(space, 4 / group, kernel)
                        + NORM
                        + """
                c = Conv(x, W) {group=%d}
                y = BatchNormalization(c, gamma, beta, mean, variance)
                z = Relu(y)
                return z
                """.formatted(group))
                .becomes("y = Conv(x, W2, b2) {group=%d}; z = Relu(y); return z".formatted(group));
    }

    @ParameterizedTest
    @CsvSource({"7", "9", "13", "14", "15", "17"})
    void foldsInEveryOperatorSetFromSevenOn(int opset) {
        RULE.on("opset " + opset + "\nx: float[1,2,4,4]; W = random[4,2,3,3];" + NORM + """
                c = Conv(x, W)
                y = BatchNormalization(c, gamma, beta, mean, variance)
                return y
                """)
                .becomes("y = Conv(x, W2, b2); return y");
    }

    @Test
    void foldsHalfPrecisionWithParametersInFull() {
        RULE.withTolerance(2e-3)
                .on("x: float16[1,2,4,4]; W = float16[4,2,3,3] random; b = float16[4] random;" + """
                gamma, beta = float16[4] random; mean = random[4]; variance = positive[4]
                c = Conv(x, W, b)
                y = BatchNormalization(c, gamma, beta, mean, variance)
                return y
                """)
                .becomes("W2 = float16[4,2,3,3]; b2 = float16[4]; y = Conv(x, W2, b2); return y");
    }

    @Test
    void givesEachNodeOfASharedWeightItsOwn() {
        Model before = GraphText.parse("x: float[1,2,4,4]; W = random[4,2,3,3];" + NORM + """
                c = Conv(x, W)
                y = BatchNormalization(c, gamma, beta, mean, variance)
                d = Conv(x, W)
                z = BatchNormalization(d, beta, gamma, mean, variance)
                e = Conv(x, W)
                return y, z, e, W
                """);
        Model after =
                RULE.on(before).becomes("y = Conv(x, Wy, by); z = Conv(x, Wz, bz); e = Conv(x, W); return y, z, e, W");
        assertThat(after.graph().constant("W")).isEqualTo(before.graph().constant("W"));
    }

    @Test
    void doesNotReuseANameThatIsTaken() {
        RULE.on("x: float[1,2,4,4]; W = random[4,2,3,3]; y/weight, y/bias = random[1,4,1,1];" + NORM + """
                c = Conv(x, W)
                y = BatchNormalization(c, gamma, beta, mean, variance)
                z = Add(y, y/weight); v = Add(z, y/bias)
                return v
                """)
                .becomes("y = Conv(x, W2, b2); z = Add(y, y/weight); v = Add(z, y/bias); return v");
    }

    private static void refuses(String graph, String reason) {
        RULE.withTypes(TypeSource.NONE).on(graph).refuses(reason);
    }

    private static String plain(String conv, String norm, String outputs) {
        return "x: float[1,2,4,4]; p: float[4]; q: float[4,2,3,3]; W = random[4,2,3,3]; o: float[4,2,3,3] = random\n"
                + NORM + conv + "\n" + norm + "\nreturn " + outputs;
    }

    private static final String CONV = "c = Conv(x, W)";
    private static final String FOLLOWING = "y = BatchNormalization(c, gamma, beta, mean, variance)";

    @Test
    void refusesOperatorSetsBeforeSeven() {
        refuses("opset 6\n" + plain(CONV, FOLLOWING, "y"), "BatchNormalization is of opset 7 or later");
    }

    @Test
    void refusesTrainingMode() {
        refuses(plain(CONV, FOLLOWING + "{training_mode=1}", "y"), "BatchNormalization is in inference mode");
    }

    @Test
    void refusesRunningStatisticsAsOutputs() {
        String training = "y, m, v = BatchNormalization(c, gamma, beta, mean, variance)";
        refuses("opset 9\n" + plain(CONV, training, "y"), "BatchNormalization has one output");
    }

    @Test
    void refusesStatisticsForEachElement() {
        refuses(
                "opset 8\n" + plain(CONV, FOLLOWING + "{spatial=0}", "y"),
                "BatchNormalization has one mean and variance a channel");
    }

    @ParameterizedTest
    @CsvSource({"p, beta, mean, variance", "gamma, p, mean, variance", "gamma, beta, mean, p"})
    void refusesComputedParameters(String gamma, String beta, String mean, String variance) {
        String norm = "y = BatchNormalization(c, %s, %s, %s, %s)".formatted(gamma, beta, mean, variance);
        refuses(plain(CONV, norm, "y"), "BatchNormalization parameters are constant");
    }

    @ParameterizedTest
    @CsvSource({"'y, c'", "'y, n'", "'y, s'"})
    void refusesAResultThatIsReadElsewhere(String outputs) {
        String more = "\nn = Neg(c); k = bool[] {true}"
                + "\ns = If(k) {then_branch={a = Neg(c); return a}, else_branch={e = Abs(x); return e}}";
        refuses(
                plain(CONV, FOLLOWING + (outputs.equals("y, c") ? "" : more), outputs),
                "the convolution's result has no other use");
    }

    @ParameterizedTest
    @CsvSource({"'x, q'", "'x, o'", "'x, W, p'", "'x, W, two'", "'x, flat'"})
    void refusesAWeightOrBiasThatIsNoFittingConstant(String inputs) {
        String conv = "two = random[2]; flat = random[4,2]; c = Conv(" + inputs + ")";
        refuses(plain(conv, FOLLOWING, "y"), "the convolution's weight and bias are constant and fit its groups");
    }

    @Test
    void refusesGroupsThatDoNotDivideTheChannels() {
        refuses(
                plain("c = Conv(x, W) {group=3}", FOLLOWING, "y"),
                "the convolution's weight and bias are constant and fit its groups");
    }

    @Test
    void refusesAnotherNumberOfChannels() {
        refuses(
                plain("V = random[6,2,3,3]; c = Conv(x, V)", FOLLOWING, "y"),
                "BatchNormalization has the convolution's output channels");
    }

    @Test
    void refusesWeightsThatWouldOverflow() {
        RULE.on("""
                x: float16[1,1,2,2]; W = float16[1,1,1,1] {60000}
                gamma, variance = float16[1] {2}; beta, mean = float16[1] {0}
                c = Conv(x, W)
                y = BatchNormalization(c, gamma, beta, mean, variance)
                return y
                """).refuses("the folded weight and bias fit their type");
    }

    @Test
    void leavesANormalizationOfAnythingElse() {
        RULE.on("x: float[1,4,2,2];" + NORM + "y = BatchNormalization(x, gamma, beta, mean, variance); return y")
                .doesNotMatch();
    }
}
