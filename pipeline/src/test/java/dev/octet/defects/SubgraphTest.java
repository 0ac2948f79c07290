package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Bodies of If, Loop and Scan: rewritten around, never broken, and listed where they keep weights float. */
class SubgraphTest {
    /** Issues 8488 and 19418: weights in bodies were left float without a word. */
    @Test
    void weightsInBodiesStayFloatAndAreCounted() {
        WholeRun run = WholeRun.of("""
                flag: bool[]; x: float[4,16]; V, W = random[16,16]
                c = MatMul(x, V)
                y = If(flag) {then_branch={t = MatMul(c, W); return t}, else_branch={e = Neg(c); return e}}
                return y
                """).isWithin(28).fuses("MatMul", 1);
        assertThat(run.result().notes())
                .contains("1 MatMul in bodies of If, Loop or Scan stay float: values inside are not observed");
        assertThat(run.written().graph().initializers()).containsKey("W");
    }

    @Test
    void aWeightThatABodyAndTheGraphReadStaysForTheBody() {
        WholeRun run = WholeRun.of("""
                flag: bool[]; x: float[4,16]; W = random[16,16]
                c = MatMul(x, W)
                y = If(flag) {then_branch={t = MatMul(c, W); return t}, else_branch={e = Neg(W); return e}}
                return y, c
                """).isWithin(28).fuses("MatMul", 1);
        assertThat(run.written().graph().initializers()).containsKeys("W", "W_quantized");
    }
}
