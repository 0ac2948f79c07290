package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RemoveDropoutTest {
    private static final RuleAssert RULE = assertThatRule(new RemoveDropout());

    @ParameterizedTest
    @ValueSource(ints = {7, 10})
    void removesWhatIsAlwaysInference(int opset) {
        RULE.on("opset " + opset + "\nx: float[2]; d = Dropout(x) {ratio=0.3}; y = Neg(d); return y")
                .becomes("y = Neg(x); return y");
    }

    @Test
    void removesWhatIsToldNotToTrain() {
        RULE.on("x: float[2]; r = values[] {0.5}; t = bool[] {false}; d = Dropout(x, r, t); y = Neg(d); return y")
                .becomes("y = Neg(x); return y");
        RULE.on("x: float[2]; t = bool[] {false}; d = Dropout(x, , t); y = Neg(d); return y")
                .becomes("y = Neg(x); return y");
        RULE.on("x: float[2]; r = values[] {0.5}; d, m = Dropout(x, r); y = Neg(d); return y")
                .becomes("y = Neg(x); return y");
    }

    @Test
    void refusesTraining() {
        String reason = "Dropout is in inference mode";
        RULE.on("x: float[2]; t = bool[] {true}; d = Dropout(x, , t); y = Neg(d); return y")
                .refuses(reason);
        RULE.on("x: float[2]; t: bool[]; d = Dropout(x, , t); y = Neg(d); return y")
                .refuses(reason);
    }

    @Test
    void refusesWhereTheMaskIsUsed() {
        RULE.on("x: float[2]; d, m = Dropout(x); y = Neg(d); return y, m").refuses("the mask is not used");
        RULE.on("x: float[2]; d, m = Dropout(x); y = Neg(d); n = Not(m); return y, n")
                .refuses("the mask is not used");
    }

    @Test
    void refusesOperatorSetsBeforeSeven() {
        RULE.withTypes(TypeSource.NONE)
                .on("opset 6\nx: float[2]; d = Dropout(x); y = Neg(d); return y")
                .refuses("Dropout is of opset 7 or later");
    }

    @Test
    void refusesToMakeAnInputAnOutput() {
        RULE.on("x: float[2]; y = Dropout(x); return y")
                .refuses("the result is no graph output, or a node computes its source");
    }
}
