package dev.octet.smooth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.OctetException;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.prepare.Prepared;
import dev.octet.rewrite.Trace;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.TypeInference;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels that reach further than others, with the models run before and after. */
class SmoothingTest {
    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);

    /** One channel of eight reaches 64 times as far as the others. */
    private static final String OUTLIER = """
            opset 17
            x: float[3,5,8]; gamma = values[8] {1,1,1,64,1,1,1,1}; beta, row = random[8]; V, W = random[8,16]
            T = random[16,8]; c = random[16]; rows = int64[2] {-1,8}; halves = int64[3] {-1,2,4}; H = random[4,16]
            """;

    private static Prepared smooth(String statements, DataSource data) {
        Model model = GraphText.parse(OUTLIER + statements);
        return smooth(model, data, Set.copyOf(model.graph().nodes()));
    }

    private static Prepared smooth(Model model, DataSource data, Set<Node> quantized) {
        return Smoothing.smooth(
                new Prepared(model, new Trace(), List.of(), TypeInference.infer(model)),
                data,
                Map.of(),
                () -> quantized);
    }

    private static Tensor input(long seed) {
        return RandomTensors.random(ElementType.FLOAT, Shape.of(3, 5, 8), seed, "x");
    }

    private static DataSource samples() {
        return DataSource.of(
                IntStream.range(0, 4)
                        .mapToObj(seed -> Sample.of("sample " + seed, Map.of("x", input(seed))))
                        .toList(),
                "four samples");
    }

    private static float[] run(Model model, String output) {
        try (Session session = Session.open(model, PLAIN)) {
            return java.util.Objects.requireNonNull(
                            session.run(Map.of("x", input(9))).get(output))
                    .toFloats();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "n = Tanh(x); m = Mul(n, gamma); v = Add(beta, m); y = MatMul(v, V); z = MatMul(v, W); return y, z",
                "n = Tanh(x); v = Mul(gamma, n); y = MatMul(v, V); return y",
                "v = LayerNormalization(x, gamma, beta) {axis=-1}; y = MatMul(v, V); return y",
                "v = LayerNormalization(x, gamma); y = MatMul(v, V); return y",
                "v = LayerNormalization(x, gamma, beta); f = Reshape(v, rows); y = Gemm(f, V, c); return y",
                "v = LayerNormalization(x, gamma, beta); f = Reshape(v, rows); y = Gemm(f, T, c) {transB=1}; return y",
                "v = LayerNormalization(x, gamma, beta); y = MatMul(v, V); z = MatMul(x, V); return y, z"
            })
    void movesAFarReachingChannelIntoTheWeightsAndComputesTheSameBitForBit(String statements) {
        Model before = GraphText.parse(OUTLIER + statements);
        Prepared after = smooth(statements, samples());
        assertThat(after.trace().appliedCounts()).containsExactly(Map.entry(Smoothing.NAME, 1));
        before.graph()
                .outputs()
                .forEach(output -> assertThat(run(after.model(), output.name())).isEqualTo(run(before, output.name())));
        assertThat(after.model().graph().definedNames())
                .as("a scaled value has a name of its own")
                .doesNotContain("v")
                .contains("v_smoothed");
        assertThat(after.types()).containsKey("v_smoothed").doesNotContainKey("v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a residual connection
                "v = LayerNormalization(x, gamma, beta); y = MatMul(v, V); z = Add(v, x); return y, z",
                "v = LayerNormalization(x, gamma, beta); y = MatMul(v, V); return y, v",
                "n = Tanh(x); m = Mul(n, gamma); v = Add(m, beta); y = MatMul(v, V); u = MatMul(v, W); z = Tanh(v); "
                        + "return y, u, z"
            })
    void aValueThatOthersReadTooStaysAndAMulScalesItForItsProducts(String statements) {
        Model before = GraphText.parse(OUTLIER + statements);
        Prepared after = smooth(statements, samples());
        assertThat(after.trace().appliedCounts()).containsExactly(Map.entry(Smoothing.NAME, 1));
        before.graph()
                .outputs()
                .forEach(output -> assertThat(run(after.model(), output.name())).isEqualTo(run(before, output.name())));
        Graph graph = after.model().graph();
        assertThat(graph.uses().producer("v_smoothed").orElseThrow().inputs())
                .containsExactly("v", "v_smoothed_factors");
        assertThat(graph.uses().of("v_smoothed"))
                .allMatch(use -> use.node().is("MatMul"))
                .isNotEmpty();
        assertThat(graph.uses().of("v")).noneMatch(use -> use.node().is("MatMul"));
        assertThat(after.types()).containsKeys("v", "v_smoothed");
    }

    @Test
    void onlyProductsThatWillBeQuantizedAreWorthAMul() {
        String statements = "v = LayerNormalization(x, gamma, beta); y = MatMul(v, V); z = Add(v, x); return y, z";
        assertThat(smooth(GraphText.parse(OUTLIER + statements), samples(), Set.of())
                        .trace()
                        .entries())
                .isEmpty();
    }

    @Test
    void theChannelsReachAboutAsFarAfterwards() {
        Prepared after = smooth("n = Tanh(x); v = Mul(n, gamma); y = MatMul(v, V); return y", samples());
        float[] gamma =
                after.model().graph().constant("gamma_smoothed").orElseThrow().toFloats();
        assertThat(gamma[3] / gamma[0]).isLessThanOrEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // the spelled out scale is not for the shift alone
                "n = Tanh(x); m = Mul(n, gamma); v = Add(m, beta); y = MatMul(v, V); z = Tanh(m); return y, z",
                // normalized over other axes
                "G, B = random[5,8]; v = LayerNormalization(x, G, B) {axis=1}; y = MatMul(v, V); return y",
                // the channels do not stay where they are
                "v = LayerNormalization(x, gamma, beta); h = Reshape(v, halves); y = MatMul(h, H); return y",
                "v = LayerNormalization(x, gamma, beta); f = Reshape(v, rows); S = random[15,4]; "
                        + "y = Gemm(f, S) {transA=1}; return y",
                // no constant weight
                "v = LayerNormalization(x, gamma, beta); t = Transpose(x) {perm=[0,2,1]}; y = MatMul(v, t); return y",
                // nothing reaches far
                "v = LayerNormalization(x, row, beta); y = MatMul(v, V); return y"
            })
    void leavesEverythingElseAlone(String statements) {
        Prepared after = smooth(statements, samples());
        assertThat(after.trace().entries()).isEmpty();
        assertThat(after.model().graph().definedNames()).noneMatch(name -> name.endsWith("_smoothed"));
    }

    @Test
    void aWeightThatAnotherNodeReadsStaysForIt() {
        Prepared after = smooth("v = Mul(x, gamma); y = MatMul(v, V); z = MatMul(x, V); return y, z", samples());
        assertThat(after.model().graph().initializers()).containsKeys("V", "V_smoothed");
    }

    @Test
    void samplesThatCannotBeUsedTellNothing() {
        String statements = "v = Mul(x, gamma); y = MatMul(v, V); return y";
        Sample damaged = new Sample() {
            @Override
            public String id() {
                return "damaged";
            }

            @Override
            public Map<String, Tensor> inputs() {
                throw OctetException.invalidData("damaged");
            }
        };
        float[] undefined = input(1).toFloats();
        undefined[0] = Float.NaN;
        Sample nan = Sample.of("nan", Map.of("x", Tensor.ofFloats(Shape.of(3, 5, 8), undefined)));
        assertThat(smooth(statements, DataSource.of(List.of(damaged), ""))
                        .trace()
                        .entries())
                .isEmpty();
        assertThat(smooth(statements, DataSource.of(List.of(nan), "")).trace().entries())
                .isEmpty();
        assertThat(smooth(statements, DataSource.of(List.of(damaged, Sample.of("x", Map.of("x", input(1)))), ""))
                        .trace()
                        .entries())
                .hasSize(1);
    }
}
