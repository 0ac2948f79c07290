package dev.octet.place;

import static dev.octet.place.PlanFixture.SMALL;
import static dev.octet.place.PlanFixture.decision;
import static dev.octet.place.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Plans of small graphs as text: what runs on integers, and where every parameter comes from. */
class PlacementTest {
    @Test
    void plansAResidualBlockWithoutAConversionInside() {
        assertThat(plan("""
                x: float[1,16,32,32]; W1, W2 = random[16,16,3,3]; b1 = random[16]; B = random[16,10]; b = random[10]
                c1 = Conv(x, W1, b1) {pads=[1,1,1,1]}
                r1 = Relu(c1)
                c2 = Conv(r1, W2) {pads=[1,1,1,1]}
                s = Add(c2, r1)
                r2 = Relu(s)
                p = GlobalAveragePool(r2)
                f = Flatten(p)
                y = Gemm(f, B, b)
                return y
                """, PlacementSettings.defaults())).hasToString("""
                x  uint8  observed, for integer readers only
                r1  uint8  observed within limits
                c2  uint8  observed
                r2  uint8  observed within limits
                p  uint8  observed
                f  uint8  shared with p
                '-> c1' (Conv)  quantized
                    W1  int8 constant, per channel on axis 0
                    b1  scale of input 0 x scale of input 1
                '-> r1' (Relu)  absorbed by '-> c1' (Conv)
                '-> c2' (Conv)  quantized
                    W2  int8 constant, per channel on axis 0
                '-> s' (Add)  quantized
                '-> r2' (Relu)  absorbed by '-> s' (Add)
                '-> p' (GlobalAveragePool)  quantized
                '-> f' (Flatten)  quantized
                '-> y' (Gemm)  quantized
                    B  int8 constant, per channel on axis 1
                    b  scale of input 0 x scale of input 1
                """);
    }

    @Test
    void sharesParametersAlongAChainOfMovements() {
        assertThat(plan("""
                x: float[1,16,8,8]; V, W = random[16,16,1,1]; shape = int64[4] {1,16,4,4}
                c = Conv(x, V)
                m = MaxPool(c) {kernel_shape=[2,2], strides=[2,2]}
                r = Reshape(m, shape)
                t = Transpose(r) {perm=[0,1,3,2]}
                y = Conv(t, W)
                return y
                """)).hasToString("""
                x  uint8  observed, for integer readers only
                c  uint8  observed
                m  uint8  shared with c
                r  uint8  shared with c
                t  uint8  shared with c
                y  uint8  observed
                '-> c' (Conv)  quantized
                    V  int8 constant, per channel on axis 0
                '-> m' (MaxPool)  quantized
                '-> r' (Reshape)  quantized
                '-> t' (Transpose)  quantized
                '-> y' (Conv)  quantized
                    W  int8 constant, per channel on axis 0
                """);
    }

    @Test
    void leavesMovementsBetweenFloatNodesAlone() {
        Plan plan = plan("""
                x: float[1,64]; W = random[64,64]; shape = int64[3] {1,8,8}
                t = Tanh(x)
                r = Reshape(t, shape)
                m = Transpose(r) {perm=[0,2,1]}
                y = Exp(m)
                z = MatMul(x, W)
                return y, z
                """);
        assertThat(plan.values()).containsOnlyKeys("x");
        assertThat(decision(plan, "m")).startsWith("float: converting its inputs");
        assertThat(decision(plan, "t")).isEqualTo("float: no integer form of Tanh is known");
        assertThat(decision(plan, "z")).isEqualTo("quantized");
    }

    @Test
    void aFloatReaderOfAFloatValueKeepsReadingTheValueItself() {
        Plan plan = plan("x: float[1,8,4,4]; W = random[8,8,1,1]; y = Conv(x, W); z = Tanh(x); return y, z");
        assertThat(plan.value("x").orElseThrow())
                .isEqualTo(new ValuePlan("x", new Parameters.Observed(java.util.Optional.empty()), false));
    }

    @Test
    void aProductGivesFloatsWhereAReaderWantsThem() {
        Plan mixed = plan("""
                x: float[4,64]; V, W = random[64,64]
                h = MatMul(x, V)
                y = MatMul(h, W)
                z = Tanh(h)
                return y, z
                """);
        assertThat(mixed.values()).containsOnlyKeys("x", "h");
        assertThat(mixed.value("h").orElseThrow().atSource()).isFalse();
        Plan plain = plan("x: float[4,64]; V, W = random[64,64]; h = MatMul(x, V); y = MatMul(h, W); return y");
        assertThat(plain.values()).containsOnlyKeys("x", "h");
        assertThat(plain.value("h").orElseThrow().atSource()).isTrue();
    }

    /** What it takes out may be what would have set the range. */
    @Test
    void aMaskIsAppliedBeforeAnythingIsRounded() {
        Plan plan =
                plan("x: float[4,64]; mask = values[64] {0,%s}; V, W = random[64,64]; ".formatted("1,".repeat(62) + "1")
                        + "h = MatMul(x, V); m = Mul(h, mask); y = MatMul(m, W); return y");
        assertThat(decision(plan, "m")).startsWith("float: ").endsWith("no factor is a mask of zeros and ones");
        assertThat(plan.values()).containsOnlyKeys("x", "m");
    }

    @Test
    void aConvolutionWhoseResultIsAlsoAnOutputKeepsItsRelu() {
        Plan plan = plan("""
                x: float[1,16,8,8]; V, W = random[16,16,3,3]
                c = Conv(x, V)
                r = Relu(c)
                y = Conv(r, W)
                return c, y
                """);
        assertThat(decision(plan, "r")).startsWith("float: no quantizer directly behind it");
        assertThat(plan.value("c").orElseThrow().parameters()).hasToString("observed");
        assertThat(plan.value("c").orElseThrow().atSource()).isTrue();
    }

    @Test
    void aSubgraphThatReadsAValueCountsAsAReader() {
        Plan plan = plan("""
                flag: bool[]; x: float[1,16,8,8]; V = random[16,16,3,3]
                c = Conv(x, V)
                r = Relu(c)
                y = If(flag) {then_branch={t = Neg(c); return t}, else_branch={e = Abs(c); return e}}
                return r, y
                """);
        assertThat(plan.value("c").orElseThrow().atSource()).isTrue();
        assertThat(plan.values()).doesNotContainKey("r");
    }

    @Test
    void lowersToOneScaleATensorBeforeOpset13() {
        Plan plan = plan("opset 12\nx: float[1,8,4,4]; W = random[8,8,1,1]; y = Conv(x, W); return y");
        assertThat(plan.toString())
                .contains("    W  int8 constant\n")
                .contains("note: weights are quantized per tensor");
    }

    @Test
    void leavesModelsWithoutQuantizeLinearAlone() {
        Plan plan = plan("opset 9\nir 4\nx: float[1,8,4,4]; W = random[8,8,1,1]; y = Conv(x, W); return y");
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.notes()).containsExactly("opset 9 has no QuantizeLinear");
    }

    @Test
    void leavesQuantizedModelsAlone() {
        Plan plan = plan("""
                x: float[1,8,4,4]; W = random[8,8,1,1]; s = float[] {0.1}; z = uint8[] {0}
                q = QuantizeLinear(x, s, z)
                d = DequantizeLinear(q, s, z)
                y = Conv(d, W)
                return y
                """);
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.notes()).containsExactly("the model is quantized already");
    }

    @Test
    void obeysExclusions() {
        String text = """
                x: float[1,8,4,4]; V, W = random[8,8,1,1]
                [first] c = Conv(x, V)
                [second] y = Conv(c, W)
                return y
                """;
        assertThat(decision(plan(text, SMALL.withExcludedNodes(Set.of("first"))), "c"))
                .isEqualTo("float: excluded by the configuration");
        assertThat(decision(plan(text, SMALL.withExcludedNodes(Set.of("first"))), "y"))
                .isEqualTo("quantized");
        assertThat(plan(text, SMALL.withExcludedOperators(Set.of("Conv"))).isEmpty())
                .isTrue();
    }

    @Test
    void anEmptyExclusionDoesNotExcludeUnnamedNodes() {
        String text = "x: float[1,8,4,4]; W = random[8,8,1,1]; y = Conv(x, W); return y";
        assertThat(decision(plan(text, SMALL.withExcludedNodes(Set.of(""))), "y"))
                .isEqualTo("quantized");
    }

    @Test
    void observesWhatTakesItsParametersFromData() {
        assertThat(plan("""
                x: float[1,16,8,8]; V, W = random[16,16,1,1]
                c = Conv(x, V)
                s = Sigmoid(c)
                m = Mul(c, s)
                p = MaxPool(m) {kernel_shape=[2,2]}
                y = Conv(p, W)
                return y
                """).observed()).containsExactly("x", "c", "m", "y");
    }

    @Test
    void leavesAModelFloatForWhichIntegersDoNotPay() {
        String text = "x: float[1,3,8,8]; W = random[4,3,3,3]; y = Conv(x, W); return y";
        Plan plan = plan(text, PlacementSettings.defaults());
        assertThat(plan.isEmpty()).isTrue();
        assertThat(decision(plan, "y")).startsWith("float: converting its inputs and results would take longer");
        assertThat(plan(text).isEmpty()).as("preferring size").isFalse();
    }

    @Test
    void leavesAModelFloatThatWouldGainNextToNothing() {
        Plan plan = plan("""
                x: float[1,64,28,28]; V = random[64,64,7,7]; W = random[64,64,1,1]
                c = ConvTranspose(x, V)
                y = Conv(c, W)
                return y
                """, PlacementSettings.defaults());
        assertThat(plan.isEmpty()).isTrue();
        assertThat(plan.notes())
                .singleElement()
                .asString()
                .endsWith("% of the float time on x86-64-vnni, which is not worth it");
    }

    @Test
    void runsAMovementOnIntegersWhereTheRuntimeWouldDoSoAnyway() {
        Plan plan = plan("""
                x: float[1,16,32,32]; W = random[16,16,3,3]
                t = Tanh(x)
                m = MaxPool(t) {kernel_shape=[2,2]}
                y = Conv(m, W)
                return y
                """);
        assertThat(decision(plan, "m")).isEqualTo("quantized");
        assertThat(plan.value("m").orElseThrow().parameters()).hasToString("shared with t");
    }

    @Test
    void aProductInFrontOfALimitIsQuantizedBehindIt() {
        Plan plan = plan("x: float[4,64]; W = random[64,64]; g = MatMul(x, W); y = Relu(g); return y");
        assertThat(plan.value("y").orElseThrow().atSource()).isTrue();
    }

    @Test
    void aProductInFrontOfALimitThatCannotBeAbsorbedIsQuantizedItself() {
        Plan plan = plan("""
                x: float[4,64]; W = random[64,64]; low = float[] {1}
                g = MatMul(x, W)
                y = Clip(g, low)
                return y
                """);
        assertThat(plan.value("g").orElseThrow().atSource()).isTrue();
        assertThat(plan.values()).doesNotContainKey("y");
    }
}
