package dev.octet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.compare.fidelity.FidelityMeter;
import dev.octet.defects.WholeRun;
import dev.octet.dynamic.DynamicQuantizer;
import dev.octet.dynamic.DynamicResult;
import dev.octet.dynamic.DynamicSettings;
import dev.octet.format.ModelCheck;
import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.place.PlacementSettings;
import dev.octet.place.PlacementSettings.Preference;
import dev.octet.place.QuantizedForm;
import dev.octet.rewrite.TraceEntry;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.staticrange.BodyResult;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import dev.octet.weightonly.WeightOnlyQuantizer;
import dev.octet.weightonly.WeightOnlyResult;
import dev.octet.weightonly.WeightOnlySettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Bodies of If, Loop and Scan are calibrated with what they are given, and quantized like any graph. */
class BodiesTest {
    private static final String BRANCHES = """
            flag: bool[]; x: float[4,16]; V, W = random[16,16]
            y = If(flag) {then_branch={t = MatMul(x, V); r = Relu(t); return r}, else_branch={e = MatMul(x, W); return e}}
            return y
            """;

    private static final String NESTED = """
            x: float[4,16]; V, W = random[16,16]; trips = int64[] {4}; go = bool[] {1}; one = int64[] {1}
            y = Loop(trips, go, x) {body={
                i: int64[]; c: bool[]; h: float[4,16]
                d = Identity(c)
                m = MatMul(h, V)
                first = Less(i, one)
                b = If(first) {then_branch={p = MatMul(m, W); return p}, else_branch={q = Sub(m, x); return q}}
                t = Tanh(b)
                return d, t}}
            return y
            """;

    @Test
    void bothBranchesOfAnIfAreQuantized() {
        WholeRun run = WholeRun.of(BRANCHES).isWithin(28);
        assertThat(integerNodes(run)).containsExactly("MatMul 1", "MatMul 1");
        assertThat(run.written().graph().initializers()).isEmpty();
        assertThat(bodies(run.written()))
                .allSatisfy(body ->
                        assertThat(body.initializers()).hasSizeGreaterThan(1).doesNotContainKeys("V", "W"));
    }

    @Test
    void theMainGraphAndBodiesAreQuantizedTogether() {
        WholeRun run = WholeRun.of("""
                flag: bool[]; x: float[4,16]; U, V = random[16,16]
                h = MatMul(x, U)
                y = If(flag) {then_branch={t = MatMul(h, V); return t}, else_branch={e = Neg(h); return e}}
                return y
                """).isWithin(26).fuses("MatMul", 1);
        assertThat(integerNodes(run)).containsExactly("MatMul 1");
    }

    @Test
    void aWeightThatTheMainGraphReadsTooIsLeftToIt() {
        WholeRun run = WholeRun.of("""
                flag: bool[]; x: float[4,16]; p: float[16,16]; W = random[16,16]
                y = If(flag) {then_branch={t = MatMul(x, W); return t}, else_branch={e = Neg(x); return e}}
                z = Add(p, W)
                return y, z
                """).isWithin(28);
        assertThat(integerNodes(run)).containsExactly("MatMul 1");
        assertThat(run.written().graph().initializers()).containsKey("W");
    }

    @Test
    void theRoundsOfALoopAreItsSamples() {
        WholeRun run = WholeRun.of("""
                x: float[4,16]; W = random[16,16]; trips = int64[] {5}; go = bool[] {1}
                y, all = Loop(trips, go, x) {body={
                    i: int64[]; c: bool[]; h: float[4,16]
                    d = Identity(c); m = MatMul(h, W); t = Tanh(m); o = Identity(t); return d, t, o}}
                return y, all
                """).isWithin(20, 3);
        assertThat(integerNodes(run)).containsExactly("MatMul 1");
        assertThat(samples(run)).isEqualTo(6 * 5);
    }

    @Test
    void aLoopEndsWhenItsBodySaysSo() {
        WholeRun run = WholeRun.of("""
                x: float[4,16]; W = random[16,16]; last = int64[] {2}
                y = Loop(, , x) {body={
                    i: int64[]; c: bool[]; h: float[4,16]
                    d = Less(i, last); m = MatMul(h, W); t = Tanh(m); return d, t}}
                return y
                """).isWithin(20, 3);
        assertThat(samples(run)).isEqualTo(6 * 3);
    }

    @Test
    void theSlicesOfAScanAreItsSamples() {
        WholeRun run = WholeRun.of("""
                s: float[4,16]; x: float[4,3,16]; W = random[16,16]
                y, all = Scan(s, x) {num_scan_inputs=1, scan_input_axes=[1], scan_input_directions=[1], body={
                    h: float[4,16]; v: float[4,16]
                    a = Add(h, v); m = MatMul(a, W); t = Tanh(m); o = Identity(t); return t, o}}
                return y, all
                """).isWithin(20, 3);
        assertThat(integerNodes(run)).containsExactly("MatMul 1");
        assertThat(samples(run)).isEqualTo(6 * 3);
    }

    @Test
    void aBodyInABodyIsQuantizedWithWhatItCapturesFromBoth() {
        WholeRun run = WholeRun.of(NESTED).isWithin(15, 20);
        assertThat(integerNodes(run)).containsExactly("MatMul 1", "MatMul 1");
        assertThat(run.result().bodies().get(0).where()).contains("then_branch").contains("in 'body' of");
    }

    /** Names inside a body that are names of other values outside, where the body does not see them. */
    @Test
    void namesAddedInABodyDifferFromAllOthers() {
        WholeRun run = WholeRun.of("""
                flag: bool[]; x: float[4,16]; W = random[16,16]
                x_quantized = Neg(x); W_quantized = Neg(x_quantized); h = MatMul(x, W)
                y = If(flag) {
                    then_branch={t = MatMul(h, W); u = Sub(W_quantized, t); return u},
                    else_branch={t = MatMul(h, W); v = Sub(t, x_quantized); return v}}
                return y
                """).isWithin(26);
        assertThat(integerNodes(run)).containsExactly("MatMul 1", "MatMul 1");
        List<String> names = new ArrayList<>(run.written().graph().definedNames());
        bodies(run.written())
                .forEach(body -> names.addAll(body.definedNames().stream()
                        .filter(name -> !name.equals("t"))
                        .toList()));
        assertThat(names).doesNotHaveDuplicates();
    }

    @Test
    void aBranchThatNeverRunsStaysFloatAndIsListed() {
        WholeRun run = WholeRun.of("""
                x: float[4,16]; V, W = random[16,16]; zero = float[] {1.0e9}
                s = ReduceMax(x) {keepdims=0}; flag = Less(s, zero)
                y = If(flag) {then_branch={t = MatMul(x, V); return t}, else_branch={e = MatMul(x, W); return e}}
                return y
                """).isWithin(28);
        assertThat(integerNodes(run)).containsExactly("MatMul 1");
        assertThat(run.result().notes())
                .anyMatch(note ->
                        note.contains("'else_branch' of '-> y' (If) stays float: it did not run on any sample"));
        assertThat(run.written().graph().initializers()).containsKey("W").doesNotContainKey("V");
    }

    @Test
    void strictModeRefusesABodyThatNeverRan() {
        WholeRun run = WholeRun.of("""
                x: float[4,16]; V, W = random[16,16]; zero = float[] {1.0e9}
                s = ReduceMax(x) {keepdims=0}; flag = Less(s, zero)
                y = If(flag) {then_branch={t = MatMul(x, V); return t}, else_branch={e = MatMul(x, W); return e}}
                return y
                """);
        StaticQuantizationResult.Outcome refused = StrictMode.check(
                run.result().prepared().model().graph(),
                run.result().plan(),
                run.result().bodies(),
                run.result().outcome());
        assertThat(refused)
                .isInstanceOfSatisfying(
                        StaticQuantizationResult.Refused.class,
                        refusal -> assertThat(refusal.refusals())
                                .singleElement()
                                .satisfies(one -> assertThat(one.what()).contains("else_branch")));
    }

    @Test
    void anExcludedNodeInABodyStaysFloat() {
        WholeRun run = WholeRun.of(
                BRANCHES.replace("t = MatMul", "[first] t = MatMul"),
                configuration -> configuration.withPlacement(PlacementSettings.defaults()
                        .withPreference(Preference.SIZE)
                        .withExcludedNodes(Set.of("first"))));
        assertThat(integerNodes(run)).containsExactly("MatMul 1");
    }

    @Test
    void bodiesTakeTheFormOfIntegerOperatorsToo() {
        WholeRun run = WholeRun.of(
                BRANCHES,
                configuration -> configuration.withPlacement(PlacementSettings.defaults()
                        .withPreference(Preference.SIZE)
                        .withForm(QuantizedForm.QOPERATOR)));
        run.isWithin(28);
        assertThat(bodies(run.written()))
                .allSatisfy(body -> assertThat(body.nodes())
                        .anyMatch(node -> node.operator().type().startsWith("QLinear")
                                || node.operator().type().startsWith("MatMulInteger")));
    }

    @Test
    void aConvolutionInABodyIsFoldedWithItsNormalization() {
        WholeRun run = WholeRun.of("""
                flag: bool[]; x: float[1,4,8,8]; K = random[8,4,3,3]; gamma, beta, mean = random[8]; variance = positive[8]
                y = If(flag) {
                    then_branch={c = Conv(x, K); n = BatchNormalization(c, gamma, beta, mean, variance); r = Relu(n); return r},
                    else_branch={e = Conv(x, K); return e}}
                return y
                """).isWithin(28);
        assertThat(integerNodes(run)).containsExactly("Conv 1", "Conv 1");
        assertThat(bodies(run.written()).get(0).nodes()).noneMatch(node -> node.is("BatchNormalization"));
        ModelCheck.check(run.written());
    }

    @Test
    void aBodyThatWouldCostAnOutputTooMuchStaysFloat() {
        WholeRun run = WholeRun.of(
                """
                flag: bool[]; x: float[4,16]; V, W = random[16,16]
                y = If(flag) {then_branch={t = MatMul(x, V); return t}, else_branch={e = MatMul(x, W); return e}}
                return y
                """,
                configuration -> configuration
                        .withPlacement(PlacementSettings.defaults().withPreference(Preference.ACCURACY))
                        .withRefinement(configuration
                                .settings()
                                .refinement()
                                .withTimed(false)
                                .withFloor(90)));
        assertThat(run.result().bodies()).noneMatch(body -> body.quantized().isPresent());
    }

    @Test
    void dynamicQuantizationGoesIntoBodiesAtAnyDepth() {
        Model model = GraphText.parse(NESTED);
        DynamicResult result = DynamicQuantizer.quantize(model, DynamicSettings.defaults());
        assertThat(result.trace())
                .filteredOn(TraceEntry::applied)
                .extracting(TraceEntry::node)
                .containsExactly(
                        "'-> m' (MatMul), in 'body' of '-> y' (Loop)",
                        "'-> p' (MatMul), in 'then_branch' of '-> b' (If), in 'body' of '-> y' (Loop)");
        assertComputesAbout(model, result.model(), 20);
        assertThat(result.model().graph().initializers()).doesNotContainKeys("V", "W");
    }

    @Test
    void weightOnlyQuantizationGoesIntoBodiesAtAnyDepth() {
        Model model = GraphText.parse(NESTED);
        WeightOnlyResult result =
                WeightOnlyQuantizer.quantize(model, WeightOnlySettings.ofBits(8).withBlockSize(16));
        assertThat(result.quantizedNodes()).isEqualTo(2);
        assertComputesAbout(model, result.model(), 15);
        assertThat(result.model().graph().initializers()).doesNotContainKeys("V", "W");
    }

    /** As PyTorch exports recurrent layers whose gates are in another order than ONNX's. */
    @Test
    void weightsThatABodyPutsTogetherFromConstantsAreQuantizedDynamically() {
        Model model = GraphText.parse("""
                x: float[4,16]; V, W = random[16,8]; zero = float[] {0.0}
                s = ReduceMax(x) {keepdims=0}; flag = Less(zero, s)
                y = If(flag) {
                    then_branch={c = Concat(V, W) {axis=1}; t = MatMul(x, c); return t},
                    else_branch={e = Neg(x); return e}}
                return y
                """);
        DynamicResult result = DynamicQuantizer.quantize(model, DynamicSettings.defaults());
        assertThat(result.quantizedNodes()).isEqualTo(1);
        assertComputesAbout(model, result.model(), 30);
    }

    private static void assertComputesAbout(Model model, Model quantized, double decibels) {
        ModelCheck.check(quantized);
        try (Session exact = Session.open(model, SessionSettings.defaults());
                Session coded = Session.open(quantized, SessionSettings.defaults())) {
            FidelityMeter meter = new FidelityMeter();
            for (int seed = 0; seed < 4; seed++) {
                Map<String, Tensor> inputs =
                        Map.of("x", RandomTensors.random(ElementType.FLOAT, Shape.of(4, 16), seed, "x"));
                meter.add(
                        Objects.requireNonNull(exact.run(inputs).get("y")).toFloats(),
                        Objects.requireNonNull(coded.run(inputs).get("y")).toFloats(),
                        1);
            }
            assertThat(meter.result().sqnr()).isGreaterThan(decibels);
        }
    }

    private static List<String> integerNodes(WholeRun run) {
        List<String> counts = new ArrayList<>();
        for (BodyResult body : run.result().bodies()) {
            body.quantized()
                    .ifPresent(done -> done.fusion()
                            .integerNodes()
                            .forEach((operator, count) -> counts.add(operator + " " + count)));
        }
        return counts.stream().filter(count -> !count.startsWith("Relu")).toList();
    }

    private static long samples(WholeRun run) {
        return run.result()
                .bodies()
                .get(0)
                .quantized()
                .orElseThrow()
                .calibration()
                .samples();
    }

    private static List<Graph> bodies(Model model) {
        List<Graph> bodies = new ArrayList<>();
        for (Node node : model.graph().nodes()) {
            for (Attribute attribute : node.attributes().values()) {
                if (attribute instanceof Attribute.GraphValue body) {
                    bodies.add(body.value());
                }
            }
        }
        return bodies;
    }
}
