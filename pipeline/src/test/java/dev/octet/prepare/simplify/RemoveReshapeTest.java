package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoveReshapeTest {
    private static final RuleAssert RULE = assertThatRule(new RemoveReshape());

    @ParameterizedTest
    @CsvSource({
        "'2,3', 'Reshape(x, s)', 's = int64[2] {2, 3}'",
        "'2,3', 'Reshape(x, s)', 's = int64[2] {0, -1}'",
        "'N,3', 'Reshape(x, s)', 's = int64[2] {-1, 3}'",
        "'N,M,3', 'Reshape(x, s)', 's = int64[3] {0, 0, 3}'",
        "'N,4', 'Flatten(x)', ''",
        "'2,3', 'Squeeze(x)', ''",
        "'2,3', 'Expand(x, s)', 's = int64[2] {1, 3}'",
        "'2,3', 'Tile(x, s)', 's = int64[2] {1, 1}'",
    })
    void removesWhatKeepsTheShape(String input, String operator, String shape) {
        RULE.on("x: float[%s]; %s%nr = %s; y = Neg(r); return y".formatted(input, shape, operator))
                .becomes("y = Neg(x); return y");
    }

    @ParameterizedTest
    @CsvSource({
        "'2,3', 'Reshape(x, s)', 's = int64[2] {3, 2}'",
        "'2,3', 'Reshape(x, s)', 's = int64[3] {1, 2, 3}'",
        "'N,M', 'Reshape(x, s)', 's = int64[2] {-1, 3}'",
        "'N,?', 'Reshape(x, s)', 's = int64[2] {0, -1}'",
        "'N,M', 'Reshape(x, s)', 's: int64[2]'",
        "'0,?', 'Reshape(x, s)', 's = int64[2] {0, 5}'",
        "'1,3', 'Squeeze(x)', ''",
        "'N,3', 'Expand(x, s)', 's = int64[2] {4, 3}'",
        "'1,3', 'Expand(x, s)', 's = int64[2] {2, 3}'",
        "'1,3', 'Tile(x, s)', 's = int64[2] {2, 1}'",
        "'N,3', 'Tile(x, s)', 's: int64[2]'",
    })
    void leavesWhatMayChangeTheShape(String input, String operator, String shape) {
        RULE.on("x: float[%s]; %s%nr = %s; y = Neg(r); return y".formatted(input, shape, operator))
                .doesNotMatch();
    }

    @Test
    void refusesToMakeAnInputAnOutput() {
        RULE.on("x: float[2,3]; y = Flatten(x); return y")
                .refuses("the result is no graph output, or a node computes its source");
    }
}
