package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoveNeutralConstantTest {
    private static final RuleAssert RULE = assertThatRule(new RemoveNeutralConstant());

    @ParameterizedTest
    @CsvSource({
        "'Mul(x, c)', 'values[] {1}'",
        "'Mul(c, x)', 'values[3] {1}'",
        "'Div(x, c)', 'values[1,1] {1}'",
        "'Add(x, c)', 'values[1,3] {0}'",
        "'Add(c, x)', 'values[2,3] {-0.0}'",
        "'Sub(x, c)', 'values[2,1] {0}'",
    })
    void removesArithmeticThatChangesNothing(String operator, String constant) {
        RULE.on("x: float[2,3]; c = %s; a = %s; y = Neg(a); return y".formatted(constant, operator))
                .becomes("y = Neg(x); return y");
    }

    @ParameterizedTest
    @CsvSource({"int64, 1, Mul", "int32, 0, Add", "float16, 1, Div", "double, 0, Sub"})
    void knowsEveryNumericType(String type, String value, String operator) {
        RULE.on("x: %s[2]; c = %s[] {%s}; a = %s(x, c); y = Abs(a); return y".formatted(type, type, value, operator))
                .becomes("y = Abs(x); return y");
    }

    @ParameterizedTest
    @CsvSource({
        "'Mul(x, c)', 'values[] {0}'",
        "'Mul(x, c)', 'values[3] {1, 1, 1.0000001}'",
        "'Div(c, x)', 'values[] {1}'",
        "'Sub(c, x)', 'values[] {0}'",
        "'Add(x, c)', 'values[] {1}'",
        "'Pow(x, c)', 'values[] {1}'",
    })
    void leavesArithmeticThatChangesSomething(String operator, String constant) {
        RULE.on("x: float[2,3]; c = %s; a = %s; y = Neg(a); return y".formatted(constant, operator))
                .doesNotMatch();
    }

    @Test
    void looksAtDoublesInFull() {
        RULE.on("x: double[1]; c = double[] {1.0000000000000002}; a = Mul(x, c); y = Neg(a); return y")
                .doesNotMatch();
    }

    @ParameterizedTest
    @CsvSource({"'1,3', '2,3'", "'2,3', '1,1,1'", "'N,3', '2,1'"})
    void leavesAConstantThatMayBroadenTheResult(String input, String constant) {
        RULE.on("x: float[%s]; c = values[%s] {1}; a = Mul(x, c); y = Neg(a); return y".formatted(input, constant))
                .doesNotMatch();
    }

    @Test
    void leavesAnUnknownRankButForAScalar() {
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[3]; c = values[1] {1}; a = Mul(x, c); y = Neg(a); return y")
                .doesNotMatch();
        RULE.withTypes(TypeSource.NONE)
                .on("x: float[3]; c = values[] {1}; a = Mul(x, c); y = Neg(a); return y")
                .becomes("y = Neg(x); return y");
    }

    @Test
    void refusesToMakeAnInputAnOutput() {
        RULE.on("x: float[2]; c = values[] {1}; y = Mul(x, c); return y")
                .refuses("the result is no graph output, or a node computes its source");
    }
}
