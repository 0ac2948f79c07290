package dev.octet.place;

import static dev.octet.place.PlanFixture.decision;
import static dev.octet.place.PlanFixture.plan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.place.Decision.LeftFloat;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.TypeInference;
import dev.octet.testing.GraphText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SiLU behind convolutions, {@code x * sigmoid(x)}. */
class GatePlacementTest {
    private static final String CONVOLUTIONS = """
            x: float[1,64,64,64]; K = random[64,64,3,3]
            c = Conv(x, K) {pads=[1,1,1,1]}
            s = Sigmoid(c); m = Mul(c, s)
            y = Conv(m, K) {pads=[1,1,1,1]}
            return y
            """;

    private static final Target HOST = TargetTable.named("x86-64-vnni");

    private static Node producer(Model model, String value) {
        return model.graph().uses().producer(value).orElseThrow();
    }

    @Test
    void runsOnIntegersBetweenConvolutions() {
        Plan plan = plan(CONVOLUTIONS, PlacementSettings.defaults());
        for (String value : List.of("c", "s", "m", "y")) {
            assertThat(decision(plan, value)).as(value).isEqualTo("quantized");
        }
    }

    /** The two readers of a dequantized value get a DequantizeLinear each, and so are no SiLU to ONNX Runtime. */
    @Test
    void isTwoNodesBehindADequantizer() {
        Model model = GraphText.parse("""
                q: uint8[1,8,4,4]; scale = values[] {0.1}; zero = uint8[] {128}
                c = DequantizeLinear(q, scale, zero); s = Sigmoid(c); m = Mul(c, s)
                return m
                """);
        assertThat(FusionReport.of(model, SessionSettings.defaults()).operators())
                .containsKeys("Sigmoid", "Mul")
                .doesNotContainKey("com.microsoft.QuickGelu");
    }

    @Test
    void costsMoreOnFloatsBehindIntegers() {
        Model model = GraphText.parse(CONVOLUTIONS);
        CostModel costs = new CostModel(model.graph(), TypeInference.infer(model), HOST.costs());
        Node mul = producer(model, "m");
        double elements = 64 * 64 * 64;
        double sigmoid =
                HOST.costs().node() + 2 * elements * HOST.costs().element().onFloats();

        assertThat(costs.gateInput(mul)).contains("c");
        assertThat(costs.ofSplitGate(mul)).isEqualTo(sigmoid + costs.ofConversion("c"));
        assertThat(costs.ofSplitGate(producer(model, "y"))).isZero();
    }

    @Test
    void theEstimateOfAPlanCountsWhatASplitCosts() {
        Model model = GraphText.parse(CONVOLUTIONS);
        CostModel costs = new CostModel(model.graph(), TypeInference.infer(model), HOST.costs());
        LeftFloat left = Cause.EXCLUDED.because("float");
        Map<Node, LeftFloat> refused = Map.of(producer(model, "s"), left, producer(model, "m"), left);
        Plan split = Placement.plan(
                model,
                TypeInference.infer(model),
                TypeInference.infer(model),
                HOST,
                PlacementSettings.defaults().withPreference(Preference.SIZE),
                refused);
        double parts = 0;
        for (Node node : List.of(producer(model, "c"), producer(model, "y"))) {
            double time = HOST.costs().node()
                    + new ProductCosts(new Sizes(model.graph(), TypeInference.infer(model)), HOST.costs())
                            .time(node, true);
            parts += time;
        }
        for (String converted : List.of("x", "c", "m", "y")) {
            parts += costs.ofConversion(converted);
        }
        Node mul = producer(model, "m");
        assertThat(split.estimate().quantizedNanoseconds())
                .isCloseTo(
                        parts + costs.ofFloat(mul) + costs.ofSplitGate(mul),
                        org.assertj.core.data.Percentage.withPercentage(0.01));
    }
}
