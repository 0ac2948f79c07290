package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveBiasOutOfGemmTest {
    private static final RuleAssert RULE = assertThatRule(new MoveBiasOutOfGemm());

    @ParameterizedTest
    @ValueSource(strings = {"c = random[2,5]", "c = random[2,1]", "c: float[5]", "c: float[2,5]", "c: float[]"})
    void addsTheBiasToTheProduct(String bias) {
        RULE.on("x: float[2,3]; W = random[5,3]; %s; y = Gemm(x, W, c) {transB=1}; return y".formatted(bias))
                .becomes("p = Gemm(x, W) {transB=1}; y = Add(p, c); return y");
    }

    @Test
    void keepsAFactorOfTheProduct() {
        RULE.on("x: float[2,3]; W = random[3,5]; c: float[5]; y = Gemm(x, W, c) {alpha=0.5}; return y")
                .becomes("p = Gemm(x, W) {alpha=0.5}; y = Add(p, c); return y");
    }

    @Test
    void refusesABiasWithAFactor() {
        RULE.on("x: float[2,3]; W = random[3,5]; c: float[5]; y = Gemm(x, W, c) {beta=0.5}; return y")
                .refuses("beta is 1");
    }

    @Test
    void refusesWhereCHasToBeThere() {
        RULE.on("opset 9\nx: float[2,3]; W = random[3,5]; c: float[5]; y = Gemm(x, W, c); return y")
                .refuses("C may be left out, as from opset 11 on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x, W, b", "x, W", "x, x2, v"})
    void leavesAConstantRowNoBiasAndAComputedWeight(String inputs) {
        RULE.on("x: float[2,3]; x2: float[3,5]; v: float[5]; W = random[3,5]; b = random[5]; y = Gemm(%s); return y"
                        .formatted(inputs))
                .doesNotMatch();
    }
}
