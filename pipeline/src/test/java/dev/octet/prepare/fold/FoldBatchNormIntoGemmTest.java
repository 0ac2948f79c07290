package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldBatchNormIntoGemmTest {
    private static final RuleAssert RULE = assertThatRule(new FoldBatchNormIntoGemm());
    private static final String NORM = """
            gamma, offset, mean = random[5]; variance = positive[5]
            y = BatchNormalization(c, gamma, offset, mean, variance)
            """;

    @Test
    void foldsScaleIntoColumnsAndShiftIntoTheBias() {
        RULE.on("""
                x: float[1,2]; W = values[2,2] {1, 2, 3, 4}; b = values[2] {10, 20}
                gamma = values[2] {2, 3}; offset, mean = values[2] {1, 1}; variance = values[2] {1, 1}
                c = Gemm(x, W, b)
                y = BatchNormalization(c, gamma, offset, mean, variance) {epsilon=0.0}
                return y
                """).becomes("""
                W2 = values[2,2] {2, 6, 6, 12}; b2 = values[2] {19, 58}
                y = Gemm(x, W2, b2)
                return y
                """);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "0, 1", "1, 0", "1, 1"})
    void foldsTransposedFactors(int transA, int transB) {
        RULE.on("x: float[%s]; W = random[%s]; b = random[5]%n"
                                .formatted(transA == 1 ? "3,2" : "2,3", transB == 1 ? "5,3" : "3,5")
                        + "c = Gemm(x, W, b) {transA=%d, transB=%d}%n".formatted(transA, transB)
                        + NORM
                        + "return y")
                .becomes("y = Gemm(x, W2, b2) {transA=%d, transB=%d}; return y".formatted(transA, transB));
    }

    @Test
    void foldsTheFactorsOfTheGemmToo() {
        RULE.on("x: float[2,3]; W = random[3,5]; b = random[5]; c = Gemm(x, W, b) {alpha=0.5, beta=2.0}\n" + NORM
                        + "return y")
                .becomes("y = Gemm(x, W2, b2); return y");
    }

    @ParameterizedTest
    @CsvSource({"''", "', b'", "', row'", "', one'", "', scalar'"})
    void makesEveryFormOfBiasARow(String bias) {
        RULE.on("x: float[2,3]; W = random[3,5]; b = random[5]; row = random[1,5]; one = random[1]; scalar = random[]\n"
                        + "c = Gemm(x, W%s) {beta=0.5}%n".formatted(bias)
                        + NORM
                        + "return y")
                .becomes("b2 = float[5]; y = Gemm(x, W2, b2); return y");
    }

    @Test
    void refusesABiasThatDiffersBetweenRows() {
        RULE.on("x: float[2,3]; W = random[3,5]; b = random[2,5]; c = Gemm(x, W, b)\n" + NORM + "return y")
                .refuses("the second factor is a constant matrix and the bias, if any, one constant row");
    }

    @ParameterizedTest
    @CsvSource({"'x, V'", "'x, W, v'", "'x, W, o'"})
    void refusesComputedFactors(String inputs) {
        RULE.on("x: float[2,3]; V: float[3,5]; W = random[3,5]; v: float[5]; o: float[5] = random\n"
                        + "c = Gemm(%s)%n".formatted(inputs)
                        + NORM
                        + "return y")
                .refuses("the second factor is a constant matrix and the bias, if any, one constant row");
    }

    @Test
    void refusesAProductThatIsReadElsewhere() {
        RULE.on("x: float[2,3]; W = random[3,5]; c = Gemm(x, W)\n" + NORM + "return y, c")
                .refuses("the product has no other use");
    }

    @Test
    void refusesAnotherNumberOfChannels() {
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[2,3]; W = random[3,4]; c = Gemm(x, W)\n" + NORM + "return y")
                .refuses("BatchNormalization has as many channels as the product has columns");
    }

    @Test
    void refusesWeightsThatWouldOverflow() {
        RULE.on("""
                x: float[1,1]; W = values[1,1] {3e38}
                gamma, variance = values[1] {9}; offset, mean = values[1] {0}
                c = Gemm(x, W)
                y = BatchNormalization(c, gamma, offset, mean, variance)
                return y
                """).refuses("the folded weight and bias fit their type");
    }

    @Test
    void refusesTrainingMode() {
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[2,3]; W = random[3,5]; c = Gemm(x, W)\n" + NORM.trim() + "{training_mode=1}\nreturn y")
                .refuses("BatchNormalization is in inference mode");
    }
}
