package dev.octet.prepare.shape;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeReshapesTest {
    private static final String UNKNOWN = "all dimensions of the result but one are known, or those of the input";
    private static final RuleAssert RULE = assertThatRule(new MergeReshapes());

    @ParameterizedTest
    @CsvSource({
        "'Unsqueeze(x, a)', 'Squeeze(f, a)', 'int64[2] {0, 3}'",
        "'Unsqueeze(x, a)', 'Reshape(f, s)', 'int64[2] {-1, 6}'",
        "'Reshape(x, s)', 'Flatten(f) {axis=0}', 'int64[2] {1, -1}'",
    })
    void makesOneReshape(String first, String second, String shape) {
        RULE.on("x: float[N,3]; a = int64[1] {1}; s = int64[2] {-1, 6}; f = %s; [r] y = %s; return y"
                        .formatted(first, second))
                .withInput("x", Tensor.ofFloats(Shape.of(2, 3), 1, 2, 3, 4, 5, 6))
                .becomes("c = %s; [r] y = Reshape(x, c); return y".formatted(shape));
    }

    @Test
    void keepsDimensionsOfTheInputThatHaveAName() {
        RULE.on("x: float[N,M,6]; s = int64[4] {0,0,2,3}; t = int64[3] {0,0,6}; f = Reshape(x, s); y = Reshape(f, t)\n"
                        + "return y")
                .becomes("c = int64[3] {0, 0, 6}; y = Reshape(x, c); return y");
    }

    @Test
    void refusesTwoUnknownDimensions() {
        RULE.on("x: float[?,?,6]; s = int64[4] {0,0,2,3}; t = int64[3] {0,0,6}; f = Reshape(x, s); y = Reshape(f, t)\n"
                        + "return y")
                .refuses(UNKNOWN);
    }

    @Test
    void refusesAResultThatIsReadElsewhere() {
        RULE.on("x: float[2,3]; a = int64[1] {0}; f = Unsqueeze(x, a); y = Squeeze(f, a); return y, f")
                .refuses("the first result has no other use");
    }

    @Test
    void refusesOperatorSetsBeforeFive() {
        RULE.withTypes(TypeSource.NONE)
                .on("opset 4\nx: float[2,3]; f = Unsqueeze(x) {axes=[0]}; y = Squeeze(f) {axes=[0]}; return y")
                .refuses("the model is of opset 5 or later");
    }

    @Test
    void leavesAReshapeOfAnythingElse() {
        RULE.on("x: float[2,3]; f = Neg(x); y = Flatten(f); return y").doesNotMatch();
    }
}
