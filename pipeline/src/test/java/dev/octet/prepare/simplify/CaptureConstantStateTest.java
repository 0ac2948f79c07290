package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class CaptureConstantStateTest {
    private static final String INPUTS = "x: float[4,8]; W = random[8,8]; n = int64[] {3}; go = bool[] {1}\n";
    private static final RuleAssert RULE = assertThatRule(new CaptureConstantState());

    @Test
    void theBodyReadsAWeightThatItIsGivenAsAState() {
        RULE.on(INPUTS + """
                V_last, y = Loop(n, go, W, x) {body={
                    i: int64[]; c: bool[]; V: float[8,8]; h: float[4,8]
                    d = Identity(c); m = MatMul(h, V); return d, V, m}}
                return y
                """).becomes("""
                y = Loop(n, go, x) {body={
                    i: int64[]; c: bool[]; h: float[4,8]
                    d = Identity(c); m = MatMul(h, W); return d, m}}
                return y
                """);
    }

    @Test
    void aCopyInTheBodyIsTheSame() {
        RULE.on(INPUTS + """
                y, V_last = Loop(n, go, x, W) {body={
                    i: int64[]; c: bool[]; h: float[4,8]; V: float[8,8]
                    d = Identity(c); m = MatMul(h, V); U = Identity(V); return d, m, U}}
                z = MatMul(y, V_last)
                return z
                """).becomes("""
                y = Loop(n, go, x) {body={
                    i: int64[]; c: bool[]; h: float[4,8]
                    d = Identity(c); m = MatMul(h, W); U = Identity(W); return d, m}}
                z = MatMul(y, W)
                return z
                """);
    }

    @Test
    void aSecondStateGoesWhereAFirstCannot() {
        RULE.on(INPUTS + """
                b: float[4,8]
                b_last, V_last, y = Loop(n, go, b, W, x) {body={
                    i: int64[]; c: bool[]; a: float[4,8]; V: float[8,8]; h: float[4,8]
                    d = Identity(c); m = MatMul(h, V); s = Add(m, a); return d, a, V, s}}
                return y
                """).becomes("""
                b_last, y = Loop(n, go, b, x) {body={
                    i: int64[]; c: bool[]; a: float[4,8]; h: float[4,8]
                    d = Identity(c); m = MatMul(h, W); s = Add(m, a); return d, a, s}}
                return y
                """);
    }

    @Test
    void aStateThatChangesStays() {
        RULE.on(INPUTS + """
                V_last, y = Loop(n, go, W, x) {body={
                    i: int64[]; c: bool[]; V: float[8,8]; h: float[4,8]
                    d = Identity(c); m = MatMul(h, V); U = Neg(V); return d, U, m}}
                return y
                """).doesNotMatch();
    }

    @Test
    void whatIsNoConstantStays() {
        RULE.on("""
                x: float[4,8]; W: float[8,8]; n = int64[] {3}; go = bool[] {1}
                V_last, y = Loop(n, go, W, x) {body={
                    i: int64[]; c: bool[]; V: float[8,8]; h: float[4,8]
                    d = Identity(c); m = MatMul(h, V); return d, V, m}}
                return y
                """).refuses("the state is a constant");
    }

    @Test
    void aLastValueThatTheModelGivesStays() {
        RULE.on(INPUTS + """
                V_last, y = Loop(n, go, W, x) {body={
                    i: int64[]; c: bool[]; V: float[8,8]; h: float[4,8]
                    d = Identity(c); m = MatMul(h, V); return d, V, m}}
                return y, V_last
                """).refuses("the last value is no graph output");
    }

    @Test
    void aLoopThatGivesNothingElseStays() {
        RULE.on(INPUTS + """
                V_last = Loop(n, go, W) {body={
                    i: int64[]; c: bool[]; V: float[8,8]
                    d = Identity(c); return d, V}}
                y = MatMul(x, V_last)
                return y
                """).refuses("the loop has other results");
    }

    @Test
    void aStateThatIsCollectedTooStays() {
        RULE.on(INPUTS + """
                V_last, y, all = Loop(n, go, W, x) {body={
                    i: int64[]; c: bool[]; V: float[8,8]; h: float[4,8]
                    d = Identity(c); m = MatMul(h, V); return d, V, m, V}}
                return y, all
                """).refuses("the body hands it on once");
    }

    @Test
    void aNameThatTheBodyHidesStays() {
        RULE.withTypes(TypeSource.NONE).on(INPUTS + """
                V_last, y = Loop(n, go, W, x) {body={
                    i: int64[]; c: bool[]; V: float[8,8]; h: float[4,8]
                    d = Identity(c); W = MatMul(h, V); return d, V, W}}
                return y
                """).refuses("nothing has another value of the constant's name");
    }
}
