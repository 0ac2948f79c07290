package dev.octet.defects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.FunctionBody;
import dev.octet.graph.Model;
import dev.octet.testing.GraphText;
import dev.octet.testing.LocalFunction;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Bodies of If, Loop and Scan: quantized, rewritten around, never broken. */
class SubgraphTest {
    /** Issues 8488 and 19418: weights in bodies were left float without a word. */
    @Test
    void weightsInBodiesAreQuantizedAndTold() {
        WholeRun run = WholeRun.of("""
                flag: bool[]; x: float[4,16]; V, W = random[16,16]
                c = MatMul(x, V)
                y = If(flag) {then_branch={t = MatMul(c, W); return t}, else_branch={e = Neg(c); return e}}
                return y
                """).isWithin(28).fuses("MatMul", 1);
        assertThat(run.result().notes()).contains("'then_branch' of '-> y' (If): 1 of its 1 nodes quantized");
        assertThat(run.written().graph().initializers()).doesNotContainKey("W");
    }

    /** ONNX Runtime makes one float Gemm of a MatMul and an Add behind it, so the MatMul had better stay float. */
    @Test
    void aProductThatOnnxRuntimeTakesIntoAFloatGemmStaysFloat() {
        WholeRun.of("""
                x: float[4,16]; z: float[4,16]; W = random[16,16]
                t = MatMul(x, W); y = Add(t, z); return y
                """).isLeftFloat("ONNX Runtime fuses too little for integers to pay");
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

    /** Functions of a model were skipped, or lost. */
    @Test
    void functionsAreSpelledOutAndTheirProductsQuantized() {
        FunctionBody dense = LocalFunction.of("Dense", "a,w", "b", "p = MatMul(a, w); b = Relu(p)");
        Model model = GraphText.parse("""
                opset local 1
                x: float[4,16]; V, W = random[16,16]
                h = local.Dense(x, V)
                y = local.Dense(h, W)
                return y
                """).withFunctions(List.of(dense));
        WholeRun run = WholeRun.of(model, UnaryOperator.identity()).isWithin(28).fuses("MatMul", 2);
        assertThat(run.written().functions()).isEmpty();
    }
}
