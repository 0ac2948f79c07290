package dev.octet.place;

import static dev.octet.place.PlanFixture.decision;
import static dev.octet.place.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.SessionSettings;
import dev.octet.testing.GraphText;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which nodes of a transformer run on integers, and which a float node takes in. */
class TransformerPlacementTest {
    private static final String ATTENTION = """
            x: float[1,128,384]; mask: float[1,1,1,128]
            Q, K, V, W = random[384,384]; a, b, c, d = random[384]; root = values[] {5.656854}
            heads = int64[4] {0,0,12,32}; joined = int64[3] {0,0,384}
            q0 = MatMul(x, Q); q1 = Add(a, q0); q2 = Reshape(q1, heads); q = Transpose(q2) {perm=[0,2,1,3]}
            k0 = MatMul(x, K); k1 = Add(b, k0); k2 = Reshape(k1, heads); k = Transpose(k2) {perm=[0,2,3,1]}
            v0 = MatMul(x, V); v1 = Add(c, v0); v2 = Reshape(v1, heads); v = Transpose(v2) {perm=[0,2,1,3]}
            scores = MatMul(q, k)
            scaled = Div(scores, root)
            masked = Add(scaled, mask)
            weights = Softmax(masked) {axis=-1}
            mixed = MatMul(weights, v)
            m1 = Transpose(mixed) {perm=[0,2,1,3]}
            m = Reshape(m1, joined)
            y0 = MatMul(m, W)
            y = Add(d, y0)
            return y
            """;

    private static final String GATED = """
            x: float[1,64,128]; G, U = random[128,384]; D = random[384,128]
            g = MatMul(x, G)
            s = Sigmoid(g)
            a = Mul(g, s)
            u = MatMul(x, U)
            m = Mul(a, u)
            y = MatMul(m, D)
            return y
            """;

    @Test
    void productsWithWeightsRunOnIntegersAndThoseBetweenValuesOnFloats() {
        Plan plan = plan(ATTENTION, PlacementSettings.defaults());
        for (String product : List.of("q0", "k0", "v0", "y0")) {
            assertThat(decision(plan, product)).isEqualTo("quantized");
        }
        for (String product : List.of("scores", "mixed")) {
            assertThat(decision(plan, product)).startsWith("float: a product of two computed values");
        }
        for (String value : List.of("masked", "weights")) {
            assertThat(decision(plan, value)).startsWith("float: converting its inputs");
        }
        assertThat(plan.values()).doesNotContainKeys("mask", "scores", "masked");
    }

    @Test
    void aFloatProductTakesInTheFactorsAroundIt() {
        Model model = GraphText.parse("""
                x: float[2,4,8]; z: float[2,8,4]; half = values[1] {0.5}
                a = Mul(half, x)
                p = MatMul(a, z)
                y = Div(p, half)
                return y
                """);
        FloatFusions fusions = new FloatFusions(model.graph());
        assertThat(fusions.scalesOf(producer(model, "p")))
                .extracting(Node::output)
                .containsExactly("a", "y");
        assertThat(FusionReport.of(model, SessionSettings.defaults()).operators())
                .containsOnlyKeys("com.microsoft.FusedMatMul");
    }

    @Test
    void aFactorThatOthersReadOrThatIsNoNumberStays() {
        Model model = GraphText.parse("""
                x: float[2,4,8]; z: float[2,8,4]; half = values[1] {0.5}; row = random[8]
                twice = Mul(z, half)
                rows = Mul(x, row)
                shown = Mul(x, half)
                y = MatMul(rows, twice)
                w = MatMul(shown, twice)
                return y, w, shown
                """);
        FloatFusions fusions = new FloatFusions(model.graph());
        assertThat(model.graph().nodes()).noneMatch(fusions::isTakenIn);
    }

    @Test
    void aGatedLinearUnitIsRoundedOnceBehindItsGate() {
        Plan plan = plan(GATED, PlacementSettings.defaults());
        for (String product : List.of("g", "u", "y")) {
            assertThat(decision(plan, product)).isEqualTo("quantized");
        }
        assertThat(plan.values()).containsOnlyKeys("x", "m");
    }

    @Test
    void aFloatGateIsOneNode() {
        Model model = GraphText.parse(GATED);
        FloatFusions fusions = new FloatFusions(model.graph());
        assertThat(fusions.isTakenIn(producer(model, "s"))).isTrue();
        assertThat(FusionReport.of(model, SessionSettings.defaults()).operators())
                .containsKey("com.microsoft.QuickGelu")
                .doesNotContainKey("Sigmoid");
    }

    @Test
    void aSigmoidOfSomethingElseIsNoGate() {
        Model model = GraphText.parse("""
                x, z: float[2,4]
                a = Sigmoid(x); b = Mul(a, z)
                c = Sigmoid(z); d = Mul(c, z)
                return b, c, d
                """);
        FloatFusions fusions = new FloatFusions(model.graph());
        assertThat(model.graph().nodes()).noneMatch(fusions::isTakenIn);
    }

    private static Node producer(Model model, String value) {
        return model.graph().uses().producer(value).orElseThrow();
    }

    private static final String EMBEDDED = """
            x: int64[1,64]; E = random[512,128]; g, b = random[128]; W = random[128,128]
            e = Gather(E, x)
            n = LayerNormalization(e, g, b)
            y = MatMul(n, W)
            return y
            """;

    @Test
    void embeddingsStayFloatWhereOnlySpeedCounts() {
        assertThat(decision(plan(EMBEDDED, PlacementSettings.defaults()), "e")).startsWith("float: converting");
    }

    @Test
    void embeddingsAreStoredAsIntegersWhereSizeCounts() {
        Plan plan = plan(EMBEDDED, PlacementSettings.defaults().withPreference(PlacementSettings.Preference.SIZE));
        assertThat(decision(plan, "e")).isEqualTo("quantized");
        assertThat(plan.value("e").orElseThrow().parameters()).isInstanceOf(Parameters.Fixed.class);
        assertThat(plan.observed()).doesNotContain("e");
    }

    @Test
    void aGatherOfConstantsByConstantsIsNoTable() {
        assertThat(decision("""
                        i = int64[2] {0,1}; E = random[4,8]; x: float[2,8]
                        y = Gather(E, i)
                        z = Add(y, x)
                        return z
                        """)).isEqualTo("float: all its inputs are constants");
    }
}
