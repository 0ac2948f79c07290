package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldFactorsIntoGemmTest {
    private static final RuleAssert RULE = assertThatRule(new FoldFactorsIntoGemm());

    @Test
    void multipliesTheConstants() {
        RULE.on("""
                x: float[1,1]; W = values[1,2] {1, 2}; b = values[2] {10, 20}
                y = Gemm(x, W, b) {alpha=0.5, beta=2.0}
                return y
                """).becomes("W2 = values[1,2] {0.5, 1}; b2 = values[2] {20, 40}; y = Gemm(x, W2, b2); return y");
    }

    @Test
    void keepsTheWeightWhereOnlyTheBiasHasAFactor() {
        RULE.on("x: float[2,3]; W = random[5,3]; b = random[1,5]; y = Gemm(x, W, b) {beta=0.25, transB=1}; return y")
                .becomes("b2 = float[5]; y = Gemm(x, W, b2) {transB=1}; return y");
    }

    @ParameterizedTest
    @CsvSource({"'x, V'", "'x, W, v'", "'x, W, rows'"})
    void refusesComputedConstantsAndABiasThatDiffersBetweenRows(String inputs) {
        RULE.on("x: float[2,3]; V: float[3,5]; W = random[3,5]; v: float[5]; rows = random[2,1]\n"
                        + "y = Gemm(%s) {alpha=2.0}; return y".formatted(inputs))
                .refuses("the second factor is a constant matrix and the bias, if any, one constant row");
    }

    @Test
    void refusesWeightsThatWouldOverflow() {
        RULE.on("x: float[1,1]; W = values[1,1] {3e38}; y = Gemm(x, W) {alpha=2.0}; return y")
                .refuses("the folded weight and bias fit their type");
    }

    @ParameterizedTest
    @CsvSource({"''", "1", "'1,1'", "'1,5'"})
    void givesTheBiasOneElementForEachColumn(String shape) {
        RULE.on("x: float[2,3]; W = random[3,5]; b = random[%s]; y = Gemm(x, W, b); return y".formatted(shape))
                .becomes("b2 = float[5]; y = Gemm(x, W, b2); return y");
    }

    @Test
    void leavesAGemmWithoutFactors() {
        RULE.on("x: float[2,3]; W = random[3,5]; y = Gemm(x, W) {alpha=1.0, beta=1.0}; return y")
                .doesNotMatch();
    }
}
