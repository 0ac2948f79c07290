package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class FoldBatchNormIntoMatMulTest {
    private static final RuleAssert RULE = assertThatRule(new FoldBatchNormIntoMatMul());
    private static final String NORM = """
            gamma, beta, mean = random[4]; variance = positive[4]
            y = BatchNormalization(c, gamma, beta, mean, variance)
            """;

    @Test
    void makesAGemm() {
        RULE.on("x: float[N,3]; W = random[3,4]; [product] c = MatMul(x, W)\n" + NORM + "return y")
                .becomes("b = float[4]; [product] y = Gemm(x, W2, b); return y");
    }

    @Test
    void refusesAProductOfHigherRankWhoseChannelsAreItsRows() {
        RULE.on("x: float[2,4,3]; W = random[3,4]; c = MatMul(x, W)\n" + NORM + "return y")
                .refuses("MatMul multiplies two matrices");
    }

    @Test
    void refusesAnUnknownRank() {
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[2,3]; W = random[3,4]; c = MatMul(x, W)\n" + NORM + "return y")
                .refuses("MatMul multiplies two matrices");
    }

    @Test
    void refusesAComputedSecondFactor() {
        RULE.on("x: float[2,3]; W: float[3,4]; c = MatMul(x, W)\n" + NORM + "return y")
                .refuses("the second factor is a constant matrix and the bias, if any, one constant row");
    }

    @Test
    void refusesAProductThatIsReadElsewhere() {
        RULE.on("x: float[2,3]; W = random[3,4]; c = MatMul(x, W)\n" + NORM + "return y, c")
                .refuses("the product has no other use");
    }
}
