package dev.octet.prepare.kernel;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeparateResidualTest {
    private static final RuleAssert RULE = assertThatRule(new SeparateResidual());

    @ParameterizedTest
    @ValueSource(strings = {"2", "batch"})
    void separatesThem(String batch) {
        String head =
                "opset 17\nx: float[%1$s,3,4]; z: float[%1$s,3,4]; g = random[4]; s = Add(x, z); ".formatted(batch);
        RULE.on(head + "y = LayerNormalization(s, g); return y")
                .becomes(
                        head + "same = int64[3] {0,0,0}; v = Reshape(s, same); y = LayerNormalization(v, g); return y");
    }

    @Test
    void separatesANormalizationThatIsSpelledOut() {
        String head = "x: float[2,3,4]; z: float[2,3,4]; s = Add(x, z); ";
        RULE.on(head + "m = ReduceMean(s) {axes=[-1]}; y = Sub(s, m); return y")
                .becomes(head + "same = int64[3] {0,0,0}; v = Reshape(s, same); "
                        + "m = ReduceMean(v) {axes=[-1]}; y = Sub(v, m); return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2,n,4", "3,4", "2,2,3,4"})
    void leavesWhatOnnxRuntimeDoesNotFuse(String dimensions) {
        RULE.on(
                        "opset 17\nx: float[%1$s]; z: float[%1$s]; g = random[4]; s = Add(x, z); y = LayerNormalization(s, g); return y"
                                .formatted(dimensions))
                .refuses("stacks of matrices with known numbers of rows and columns are added");
    }

    @ParameterizedTest
    @ValueSource(strings = {"t = Mul(s, z); return y, t", "return y, s"})
    void leavesASumThatOthersRead(String rest) {
        RULE.on(
                        "opset 17\nx: float[2,3,4]; z: float[2,3,4]; g = random[4]; s = Add(x, z); y = LayerNormalization(s, g); "
                                + rest)
                .doesNotMatch();
    }

    @Test
    void leavesADifferenceThatNothingNormalizes() {
        RULE.on("x: float[2,3,4]; z: float[2,3,4]; s = Add(x, z); y = Sub(s, z); return y")
                .doesNotMatch();
    }
}
