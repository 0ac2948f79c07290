package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeparateBiasTest {
    private static final RuleAssert RULE = assertThatRule(new SeparateBias());

    @ParameterizedTest
    @CsvSource({"'2,3,4', 'm, b'", "'1,3,4', 'b, m'"})
    void separatesThem(String dimensions, String addends) {
        String head = "x: float[%s]; W = random[4,5]; b = random[5]; m = MatMul(x, W); ".formatted(dimensions);
        RULE.on(head + "y = Add(%s); return y".formatted(addends))
                .becomes(head
                        + "same = int64[3] {0,0,0}; v = Reshape(m, same); y = Add(%s); return y"
                                .formatted(addends.replace("m", "v")));
    }

    @Test
    void separatesThemInAStackOfStacks() {
        RULE.on("x: float[2,3,4,5]; W = random[5,6]; b = random[6]; m = MatMul(x, W); y = Add(m, b); return y")
                .becomes("x: float[2,3,4,5]; W = random[5,6]; b = random[6]; m = MatMul(x, W); "
                        + "same = int64[4] {0,0,0,0}; v = Reshape(m, same); y = Add(v, b); return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3,4", "batch,3,4", "1,n,4"})
    void leavesMatricesAndOpenDimensions(String dimensions) {
        RULE.on("x: float[%s]; W = random[4,5]; b = random[5]; m = MatMul(x, W); y = Add(m, b); return y"
                        .formatted(dimensions))
                .refuses("the first factor is a stack of matrices, and its dimensions are known");
    }

    @ParameterizedTest
    @CsvSource({"'4,5', '1,1,5'", "'4,5', '3,5'", "'2,4,5', '5'"})
    void leavesWhatOnnxRuntimeDoesNotFuse(String weight, String bias) {
        RULE.on("x: float[2,3,4]; W = random[%s]; b = random[%s]; m = MatMul(x, W); y = Add(m, b); return y"
                        .formatted(weight, bias))
                .refuses("the second factor is a constant matrix, and a constant row is added");
    }

    @Test
    void leavesAProductThatOthersRead() {
        RULE.on("x: float[2,3,4]; W = random[4,5]; b = random[5]; m = MatMul(x, W); y = Add(m, b); return y, m")
                .refuses("the product has no other use");
    }

    @Test
    void leavesASumWithWhatIsComputed() {
        RULE.on("x: float[2,3,4]; z: float[2,3,5]; W = random[4,5]; m = MatMul(x, W); y = Add(m, z); return y")
                .doesNotMatch();
    }
}
