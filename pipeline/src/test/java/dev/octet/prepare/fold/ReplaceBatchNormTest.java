package dev.octet.prepare.fold;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplaceBatchNormTest {
    private static final RuleAssert RULE = assertThatRule(new ReplaceBatchNorm());
    private static final String NORM = """
            gamma, beta, mean = random[3]; variance = positive[3]
            y = BatchNormalization(x, gamma, beta, mean, variance)
            return y
            """;

    @ParameterizedTest
    @CsvSource({"'N,3', '3'", "'N,3,?', '3,1'", "'2,3,4,4', '3,1,1'", "'2,3,2,2,2', '3,1,1,1'"})
    void multipliesAndAddsAlongTheChannels(String input, String constant) {
        RULE.on("x: float[" + input + "]\n" + NORM)
                .becomes("k = float[%s]; s = float[%s]; m = Mul(x, k); y = Add(m, s); return y"
                        .formatted(constant, constant));
    }

    @Test
    void givesTheConstantsTheTypeOfTheInput() {
        RULE.withTolerance(2e-3)
                .on("x: float16[1,3,2]\n" + NORM)
                .becomes("k = float16[3,1]; s = float16[3,1]; m = Mul(x, k); y = Add(m, s); return y");
    }

    @Test
    void namesTheNodesAfterTheNormalization() {
        RULE.on("x: float[1,3]\n" + NORM.replace("y = ", "[norm] y = "))
                .becomes("[norm/Mul] m = Mul(x, k); [norm/Add] y = Add(m, s); return y");
    }

    @Test
    void refusesAnUnknownRank() {
        RULE.on("x: float\n" + NORM).refuses("type and rank of the input are known");
        RULE.withTypes(TypeSource.NONE).on("x: float[1,3]\n" + NORM).refuses("type and rank of the input are known");
    }

    @Test
    void refusesAScaleThatWouldOverflow() {
        RULE.on("""
                x: float16[1,1]; gamma, beta, mean = values[1] {60000}; variance = values[1] {0}
                y = BatchNormalization(x, gamma, beta, mean, variance)
                return y
                """).refuses("scale and shift fit their type");
    }

    @Test
    void refusesComputedParameters() {
        RULE.on("x: float[1,3]; mean: float[3]; gamma, beta = random[3]; variance = positive[3]\n"
                        + "y = BatchNormalization(x, gamma, beta, mean, variance); return y")
                .refuses("BatchNormalization parameters are constant");
    }
}
