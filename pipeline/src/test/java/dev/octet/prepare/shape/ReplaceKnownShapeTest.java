package dev.octet.prepare.shape;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplaceKnownShapeTest {
    private static final RuleAssert RULE = assertThatRule(new ReplaceKnownShape());

    @Test
    void makesAConstantOfAKnownShape() {
        RULE.on("x: float[2,3]; s = Shape(x); y = Neg(s); return y, s")
                .becomes("s = int64[2] {2, 3}; y = Neg(s); return y, s");
        RULE.on("x: float[]; s = Shape(x); y = Neg(s); return y").becomes("s = int64[0] {}; y = Neg(s); return y");
    }

    @ParameterizedTest
    @CsvSource({
        "'{start=1}', '3,4'",
        "'{start=-1}', '4'",
        "'{start=-9, end=2}', '2,3'",
        "'{end=-2}', '2'",
        "'{start=1, end=9}', '3,4'",
        "'{start=2, end=1}', ''",
    })
    void takesThePartThatIsAskedFor(String attributes, String expected) {
        int length = expected.isEmpty() ? 0 : expected.split(",").length;
        RULE.on("x: float[2,3,4]; s = Shape(x) %s; y = Neg(s); return y".formatted(attributes))
                .becomes("s = int64[%d] {%s}; y = Neg(s); return y".formatted(length, expected));
    }

    @Test
    void replacesAPartThatIsKnownOfAShapeThatIsNot() {
        RULE.on("x: float[N,3]; s = Shape(x) {start=1}; y = Neg(s); return y")
                .becomes("s = int64[1] {3}; y = Neg(s); return y");
    }

    @ParameterizedTest
    @CsvSource({"'float[N,3]'", "'float[?,3]'", "'float'"})
    void refusesUnknownDimensions(String type) {
        RULE.on("x: " + type + "; s = Shape(x); y = Neg(s); return y").refuses("every dimension is known");
    }
}
