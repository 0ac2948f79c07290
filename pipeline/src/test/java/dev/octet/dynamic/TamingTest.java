package dev.octet.dynamic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Model;
import dev.octet.prepare.Prepared;
import dev.octet.rewrite.Trace;
import dev.octet.rewrite.TraceEntry;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.TypeInference;
import dev.octet.smooth.Outliers;
import dev.octet.smooth.Smoothing;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of token numbers, dynamically quantized with and without a look for outliers. */
class TamingTest {
    private static final String WIDE = ones(32, 3);

    /** The normalization and the hidden values of a feed-forward part have a channel each that reaches far. */
    private static final String MODEL = """
            opset 17
            ids: int64[batch,tokens]; E = random[1000,32]; gamma = values[32] {%s}; beta = random[32]
            W1 = random[32,48]; W2 = random[48,128]; far = values[48] {%s}
            e = Gather(E, ids); n = LayerNormalization(e, gamma, beta); r = Tanh(n); h = MatMul(n, W1); t = Tanh(h)
            g = Mul(h, far); u = Mul(g, t); p = MatMul(u, W2); y = Tanh(p); return y, r
            """.formatted(WIDE, ones(48, 7));

    /** Ones, but for one that is 64. */
    private static String ones(int count, int large) {
        return String.join(
                ",",
                IntStream.range(0, count).mapToObj(i -> i == large ? "64" : "1").toList());
    }

    private static Prepared prepared(Model model) {
        return new Prepared(model, new Trace(), List.of(), TypeInference.infer(model));
    }

    private static float[] run(Model model) {
        try (Session session = Session.open(
                model,
                SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1))) {
            Tensor ids = Tensor.vector(LongStream.range(0, 20).map(i -> i * 37).toArray());
            Tensor row = new Tensor(ids.type(), Shape.of(1, 20), ids.data());
            return Objects.requireNonNull(session.run(Map.of("ids", row)).get("y"))
                    .toFloats();
        }
    }

    private static double error(float[] expected, float[] found) {
        double squares = 0;
        for (int i = 0; i < expected.length; i++) {
            squares += Math.pow((double) expected[i] - found[i], 2);
        }
        return squares;
    }

    @Test
    void randomTokensShowWhatTakesTheStepsFromTheRest() {
        Model model = GraphText.parse(MODEL);
        Prepared prepared = prepared(model);

        Tamed tamed = Taming.of(prepared, DynamicSettings.defaults());

        assertThat(prepared.trace().appliedCounts())
                .containsOnly(Map.entry(Smoothing.NAME, 1), Map.entry(Outliers.NAME, 1));
        assertThat(tamed.note()).isEmpty();
        float[] expected = run(model);
        double plain = error(
                expected,
                run(DynamicQuantizer.quantize(model, DynamicSettings.defaults()).model()));
        double better = error(
                expected,
                run(DynamicQuantizer.quantize(tamed, DynamicSettings.defaults()).model()));
        assertThat(better).isLessThan(plain / 4);
    }

    /** Large rows that smoothing made meet small channels, so the rule about weights alone does not hold for them. */
    @Test
    void everyProductOfASmoothedModelIsQuantizedAndAddedNodesAreNoNews() {
        Tamed tamed = Taming.of(prepared(GraphText.parse(MODEL)), DynamicSettings.defaults());

        DynamicResult result = DynamicQuantizer.quantize(tamed, DynamicSettings.defaults());

        assertThat(tamed.smoothed()).containsExactly("h");
        assertThat(result.trace()).allMatch(TraceEntry::applied);
        assertThat(result.quantizedNodes()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"batch,tokens", "?,?", "1,?"})
    void tokensAreDrawnFromTheWholeTable(String dimensions) {
        List<Long> drawn = new ArrayList<>();
        Model model = GraphText.parse("ids, mask: int64[" + dimensions + "]; E = random[1000,32]; n = Cast(ids) {to=6};"
                + " e = Gather(E, n); f = Cast(mask) {to=1}; y = Tanh(e); return y, f");

        for (Sample sample : RandomProbe.of(model.graph())) {
            Tensor ids = Objects.requireNonNull(sample.inputs().get("ids"));
            Tensor mask = Objects.requireNonNull(sample.inputs().get("mask"));
            assertThat(ids.shape()).isEqualTo(Shape.of(1, 32));
            assertThat(LongStream.of(mask.toLongs()).distinct().toArray()).containsExactlyInAnyOrder(0, 1);
            LongStream.of(ids.toLongs()).forEach(drawn::add);
        }

        assertThat(drawn).hasSize(8 * 32).allMatch(id -> id >= 0 && id < 1000).anyMatch(id -> id > 900);
    }

    @Test
    void aModelThatSaysTooLittleAboutItsInputsIsLeftAsItIs() {
        Model model = GraphText.parse("x: float; W = random[32,16]; v = Tanh(x); y = MatMul(v, W); return y");

        Tamed tamed = Taming.of(prepared(model), DynamicSettings.defaults());

        assertThat(tamed.model()).isSameAs(model);
        assertThat(tamed.note().orElseThrow()).contains("outliers were not looked for", "Input 'x'");
    }

    /** Two inputs whose lengths depend on each other in a way that nothing declares. */
    @Test
    void aModelThatRandomInputFailsInIsLeftAsItIs() {
        Model model = GraphText.parse("x: float[1,a]; z: float[1,31]; W = random[64,16]; v = Concat(x, z) {axis=1};"
                + " s = int64[2] {1,64}; r = Reshape(v, s); y = MatMul(r, W); return y");

        Tamed tamed = Taming.of(prepared(model), DynamicSettings.defaults());

        assertThat(tamed.model()).isSameAs(model);
        assertThat(tamed.note().orElseThrow()).contains("random input fails");
    }

    @Test
    void aModelWithoutProductsIsNotRun() {
        Model model = GraphText.parse("x: float[2,?]; y = Tanh(x); return y");

        assertThat(Taming.of(prepared(model), DynamicSettings.defaults())).isEqualTo(Tamed.unchanged(model));
    }
}
