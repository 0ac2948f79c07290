package dev.octet.prepare.shape;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplaceKnownDimensionsTest {
    private static final RuleAssert RULE = assertThatRule(new ReplaceKnownDimensions());
    private static final String SHAPE = "x: float[N,3,4,5]; s = Shape(x)\n";

    @ParameterizedTest
    @CsvSource({"'int64[1] {1}', 'int64[1] {3}'", "'int64[] {-1}', 'int64[] {5}'", "'int32[2] {3,2}', 'int64[2] {5,4}'"
    })
    void replacesWhatAGatherPicks(String indices, String expected) {
        RULE.on(SHAPE + "i = %s; d = Gather(s, i); y = Neg(d); return y".formatted(indices))
                .becomes("s = Shape(x); d = %s; y = Neg(d); return y".formatted(expected));
    }

    @ParameterizedTest
    @CsvSource({"1, 3, '3,4'", "-2, 9223372036854775807, '4,5'", "1, -1, '3,4'", "3, 1, ''"})
    void replacesWhatASlicePicks(long start, long end, String expected) {
        int length = expected.isEmpty() ? 0 : expected.split(",").length;
        RULE.on(SHAPE
                        + "b = int64[1] {%d}; e = int64[1] {%d}; d = Slice(s, b, e); y = Neg(d); return y"
                                .formatted(start, end))
                .becomes("s = Shape(x); d = int64[%d] {%s}; y = Neg(d); return y".formatted(length, expected));
    }

    @Test
    void readsTheAttributesOfAnOlderSlice() {
        RULE.on("opset 9\n" + SHAPE + "d = Slice(s) {axes=[0], starts=[2], ends=[4]}; y = Abs(d); return y")
                .becomes("s = Shape(x); d = int64[2] {4, 5}; y = Abs(d); return y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"int64[1] {0}", "int64[2] {1,0}", "int64[1] {-4}"})
    void refusesUnknownDimensions(String indices) {
        RULE.on(SHAPE + "i = " + indices + "; d = Gather(s, i); y = Neg(d); return y")
                .refuses("every dimension picked is known");
    }

    @Test
    void refusesComputedIndicesBoundsAndSteps() {
        String reason = "every dimension picked is known";
        RULE.on(SHAPE + "i: int64[1]; d = Gather(s, i); y = Neg(d); return y").refuses(reason);
        RULE.on(SHAPE + "b: int64[1]; e = int64[1] {2}; d = Slice(s, b, e); y = Neg(d); return y")
                .refuses(reason);
        RULE.on(SHAPE + "b, t = int64[1] {2}; e = int64[1] {4}; d = Slice(s, b, e, , t); y = Neg(d); return y")
                .refuses(reason);
    }

    @Test
    void leavesAGatherFromAnythingElse() {
        RULE.on("x: int64[3]; i = int64[1] {1}; d = Gather(x, i); y = Neg(d); return y")
                .doesNotMatch();
    }
}
