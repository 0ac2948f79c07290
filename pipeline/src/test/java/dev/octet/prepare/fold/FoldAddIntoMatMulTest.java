package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldAddIntoMatMulTest {
    private static final RuleAssert RULE = assertThatRule(new FoldAddIntoMatMul());
    private static final String PRODUCT = "x: float[N,3]; W = random[3,4]; c = MatMul(x, W)\n";

    @ParameterizedTest
    @ValueSource(strings = {"4", "1,4", "1", ""})
    void makesAGemmWithTheSameWeight(String shape) {
        RULE.on(PRODUCT + "k = random[" + shape + "]; y = Add(c, k); return y")
                .becomes("b = float[4]; y = Gemm(x, W, b); return y");
        RULE.on(PRODUCT + "k = random[" + shape + "]; y = Add(k, c); return y").becomes("y = Gemm(x, W, b); return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,4", "2,1", "1,1,4"})
    void refusesAConstantThatIsNoRow(String shape) {
        RULE.on("x: float[2,3]; W = random[3,4]; c = MatMul(x, W); k = random[" + shape + "]; y = Add(c, k); return y")
                .refuses("the constant is one row of the product");
    }

    @Test
    void refusesAConstantThatBroadensTheProduct() {
        RULE.on("x: float[2,3]; W = random[3,1]; c = MatMul(x, W); k = random[4]; y = Add(c, k); return y")
                .refuses("the constant is one row of the product");
    }

    @Test
    void refusesWhatIsNoProductOfMatrices() {
        RULE.on("x: float[2,2,3]; W = random[3,4]; c = MatMul(x, W); k = random[4]; y = Add(c, k); return y")
                .refuses("MatMul multiplies two matrices");
        RULE.withTypes(TypeSource.NONE)
                .on(PRODUCT + "k = random[4]; y = Add(c, k); return y")
                .refuses("MatMul multiplies two matrices");
    }

    @Test
    void refusesAProductThatIsReadElsewhere() {
        RULE.on(PRODUCT + "k = random[4]; y = Add(c, k); return y, c").refuses("the product has no other use");
    }

    @Test
    void refusesAComputedOrIntegerSecondFactor() {
        String reason = "the second factor is a constant matrix and the bias, if any, one constant row";
        RULE.on("x: float[2,3]; W: float[3,4]; c = MatMul(x, W); k = random[4]; y = Add(c, k); return y")
                .refuses(reason);
        RULE.on("x: int32[2,3]; W = int32[3,4] random; c = MatMul(x, W); k = int32[4] random; y = Add(c, k); return y")
                .refuses(reason);
    }

    @Test
    void leavesTheSumOfTwoProducts() {
        RULE.on("x: float[2,3]; W = random[3,4]; c = MatMul(x, W); y = Add(c, c); return y")
                .doesNotMatch();
    }
}
