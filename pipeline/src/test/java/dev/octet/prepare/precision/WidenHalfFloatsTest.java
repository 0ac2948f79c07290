package dev.octet.prepare.precision;

import static dev.octet.testing.PassAssert.assertThatPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.rewrite.Trace;
import dev.octet.rewrite.TraceEntry;
import dev.octet.testing.GraphText;
import dev.octet.testing.PassAssert;
import org.junit.jupiter.api.Test;

class WidenHalfFloatsTest {
    /** Half a unit in the last of binary16's 11 bits at every node that rounds. */
    private static final double TOLERANCE = 0x1p-9;

    private static PassAssert assertThatWidening() {
        return assertThatPass(new WidenHalfFloats()).withTolerance(TOLERANCE);
    }

    @Test
    void castsAtTheBorderAndComputesInSinglePrecisionWithin() {
        assertThatWidening().on("""
                x: float16[1,2,4,4]; W = float16[3,2,1,1] random
                c = Conv(x, W)
                y = Relu(c)
                return y: float16[1,3,4,4]
                """).becomes("""
                W = float[3,2,1,1]
                "x/float" = Cast(x) {to=1}
                c = Conv("x/float", W)
                "y/float" = Relu(c)
                y = Cast("y/float") {to=10}
                return y: float16[1,3,4,4]
                """);
    }

    @Test
    void keepsOutputsThatAreReadInsideAndThoseThatAreInputs() {
        assertThatWidening().on("""
                x: float16[3]
                y = Neg(x)
                z = Add(x, y)
                return y: float16[3], z: float16[3], x: float16[3]
                """).keepsMeaning();
    }

    @Test
    void changesTheTypesThatAttributesName() {
        assertThatWidening().on("""
                x: float[3]
                h = Cast(x) {to=10}
                s = Shape(x)
                ones = ConstantOfShape(s) {value=float16[1] {1}}
                half = Constant() {value=float16[3] {0.5}}
                a = Add(h, ones)
                b = Mul(a, half)
                y = Cast(b) {to=1}
                return y: float[3]
                """).becomes("""
                h = Cast(x) {to=1}
                s = Shape(x)
                ones = ConstantOfShape(s) {value=float[1] {1}}
                half = Constant() {value=float[3] {0.5}}
                a = Add(h, ones)
                b = Mul(a, half)
                y = Cast(b) {to=1}
                return y: float[3]
                """);
    }

    @Test
    void widensSubgraphsAndWhatTheyCapture() {
        Model after = assertThatWidening().on("""
                flag: bool[]; x: float16[3]; w = float16[3] random
                y = If(flag) {then_branch={x2 = Add(x, w); return x2}, else_branch={k = float16[3] {2}; t = Mul(k, x); return t}}
                return y: float16[3]
                """).keepsMeaning();
        assertThat(GraphText.print(after)).contains("Add(x/float, w)").contains("Mul(k, x/float)");
    }

    @Test
    void keepsAnInitializerOverridable() {
        Model after = assertThatWidening()
                .on("x: float16[3]; w: float16[3] = {2}; y = Mul(x, w); return y: float16[3]")
                .keepsMeaning();
        assertThat(after.graph().inputs()).hasSize(2);
    }

    @Test
    void avoidsNamesThatAreTaken() {
        assertThatWidening().on("""
                x: float16[3]; "x/float" = float16[3] {1}
                y = Mul(x, "x/float")
                return y: float16[3]
                """).keepsMeaning();
    }

    @Test
    void leavesAModelWithoutHalves() {
        assertThatPass(new WidenHalfFloats())
                .on("x: float[3]; y = Neg(x); return y")
                .leavesUnchanged();
    }

    @Test
    void refusesAnOutputOfUndeclaredType() {
        assertRefused("x: float16[3]; y = Neg(x); return y", "every input and output is a tensor of declared type");
    }

    @Test
    void refusesAModelThatDoesNotLoadAfterwards() {
        assertRefused("""
                x: float16[3]; s = float16[] {1}
                b = com.microsoft.NoSuchOperator(x, s)
                return b: float16[3]
                """, "all operators compute in binary32 too");
    }

    private static void assertRefused(String text, String reason) {
        Model model = GraphText.parse(text);
        Trace trace = new Trace();
        assertThat(new WidenHalfFloats().apply(model, trace)).isSameAs(model);
        assertThat(trace.entries()).extracting(TraceEntry::toString).anyMatch(entry -> entry.contains(reason));
    }
}
