package dev.octet.prepare.simplify;

import static dev.octet.testing.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.rewrite.Trace;
import dev.octet.testing.GraphText;
import dev.octet.testing.PassAssert;
import org.junit.jupiter.api.Test;

class RemoveDeadNodesTest {
    private static final PassAssert PASS = assertThatPass(new RemoveDeadNodes());

    @Test
    void removesWholeChainsAndTheirInitializers() {
        Model after = PASS.on("x: float[2]; W = random[2]; a = Add(x, W); b = Neg(a); y = Abs(x); return y")
                .becomes("y = Abs(x); return y");
        assertThat(after.graph().initializers()).isEmpty();
    }

    @Test
    void removesInitializersThatNothingReads() {
        Model after = PASS.on("x: float[2]; V, W = random[2]; y = Add(x, V); return y")
                .becomes("y = Add(x, V); return y");
        assertThat(after.graph().initializers()).containsOnlyKeys("V");
    }

    @Test
    void keepsANodeOfWhichOneResultIsRead() {
        PASS.on("x: float[4]; a, y = Split(x); return y").leavesUnchanged();
    }

    @Test
    void keepsWhatASubgraphReads() {
        PASS.on("""
                k: bool[]; x: float[2]; W = random[2]
                a = Add(x, W)
                y = If(k) {then_branch={b = Neg(a); return b}, else_branch={c = Abs(x); return c}}
                return y
                """).leavesUnchanged();
    }

    @Test
    void keepsInitializersOfTheSignature() {
        PASS.on("x: float[2]; s: float[1] = {2}; W = random[2]; y = Neg(x); return y, W")
                .leavesUnchanged();
    }

    @Test
    void removesANodeWhoseOmittedOutputLooksLikeAnOmittedInput() {
        PASS.on("x: float[2]; d, \"\" = Dropout(x); h = values[] {0.5}; y = Clip(x, , h); return y")
                .becomes("y = Clip(x, , h); return y");
    }

    @Test
    void keepsANodeOfAnUnknownDomain() {
        Model model = GraphText.parse("opset my.domain 1\nx: float[2]; a = my.domain.Print(x); y = Neg(x); return y");
        assertThat(new RemoveDeadNodes().apply(model, new Trace())).isSameAs(model);
    }
}
