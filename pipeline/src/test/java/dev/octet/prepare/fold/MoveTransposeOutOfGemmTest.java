package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveTransposeOutOfGemmTest {
    private static final RuleAssert RULE = assertThatRule(new MoveTransposeOutOfGemm());

    @Test
    void transposesBeforeTheProduct() {
        RULE.on("x: float[3,2]; W = random[3,5]; y = Gemm(x, W) {transA=1}; return y")
                .becomes("t = Transpose(x) {perm=[1,0]}; y = Gemm(t, W); return y");
    }

    @Test
    void keepsTheOtherAttributesAndTheBias() {
        RULE.on("x: float[3,2]; W = random[5,3]; b = random[5]; "
                        + "y = Gemm(x, W, b) {transA=1, transB=1, alpha=0.5}; return y")
                .becomes("t = Transpose(x) {perm=[1,0]}; y = Gemm(t, W, b) {transB=1, alpha=0.5}; return y");
    }

    @Test
    void refusesAComputedWeight() {
        RULE.on("x: float[3,3]; W = random[3,3]; y = Gemm(x, x, W) {transA=1}; return y")
                .refuses("the second factor is a constant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Gemm(x, W)", "Gemm(x, W) {transA=0}", "MatMul(x, W)"})
    void leavesAFactorThatIsNotTransposed(String product) {
        RULE.on("x: float[3,3]; W = random[3,3]; y = %s; return y".formatted(product))
                .doesNotMatch();
    }
}
