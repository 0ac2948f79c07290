package dev.octet.prepare.simplify;

import static dev.octet.testing.RuleAssert.assertThatRule;

import dev.octet.rewrite.TypeSource;
import dev.octet.testing.RuleAssert;
import org.junit.jupiter.api.Test;

class RemoveIdentityTest {
    private static final String OBSTACLE = "the result is no graph output, or a node computes its source";
    private static final RuleAssert RULE = assertThatRule(new RemoveIdentity());

    @Test
    void letsReadersReadTheSource() {
        RULE.on("x: float[2]; i = Identity(x); j = Identity(i); y = Neg(j); z = Add(i, y); return z")
                .becomes("y = Neg(x); z = Add(x, y); return z");
    }

    @Test
    void makesAWeightVisible() {
        RULE.on("x: float[1,2]; W = random[2,3]; V = Identity(W); y = MatMul(x, V); return y")
                .becomes("y = MatMul(x, W); return y");
    }

    @Test
    void givesTheNodeBeforeTheNameOfTheOutput() {
        RULE.on("x: float[2]; n = Neg(x); y = Identity(n); z = Abs(n); return y, z")
                .becomes("y = Neg(x); z = Abs(y); return y, z");
    }

    @Test
    void reachesReadersInSubgraphs() {
        RULE.on("""
                k: bool[]; x: float[2]
                i = Identity(x)
                y = If(k) {then_branch={a = Neg(i); return a}, else_branch={b = Abs(x); return b}}
                return y
                """).becomes("""
                y = If(k) {then_branch={a = Neg(x); return a}, else_branch={b = Abs(x); return b}}
                return y
                """);
    }

    @Test
    void keepsACopyOfAnInputInitializerOrOutputAsOutput() {
        RULE.on("x: float[2]; y = Identity(x); return y").refuses(OBSTACLE);
        RULE.on("x: float[2]; W = random[2]; y = Identity(W); z = Neg(x); return y, z")
                .refuses(OBSTACLE);
        RULE.on("x: float[2]; n = Neg(x); y = Identity(n); return n, y").refuses(OBSTACLE);
    }

    @Test
    void refusesANameThatASubgraphHides() {
        RULE.withTypes(TypeSource.NONE)
                .on("""
                k: bool[]; x: float[2]
                i = Identity(x)
                y = If(k) {then_branch={x = Neg(i); return x}, else_branch={b = Abs(i); return b}}
                return y
                """)
                .refuses("no subgraph that reads the result has another value of the source's name");
    }
}
