package dev.octet.smooth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Products with channels apart, run before and after. */
class OutliersTest {
    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);

    /** One channel of 48 reaches 64 times as far as the others, or two do. */
    private static final String VALUES = """
            opset 17
            x: float[3,5,48]; one = values[48] {%s}; two = values[48] {%s}
            V, W = random[48,128]; T = random[128,48]; c = random[128]; thin = random[48,64]
            """.formatted(factors(3), factors(1, 3));

    private static String factors(int... large) {
        return IntStream.range(0, 48)
                .mapToObj(channel -> IntStream.of(large).anyMatch(one -> one == channel) ? "64" : "1")
                .collect(Collectors.joining(","));
    }

    private static Tensor input(long seed) {
        return RandomTensors.random(ElementType.FLOAT, Shape.of(3, 5, 48), seed, "x");
    }

    private static Prepared split(Model model, Set<Node> quantized) {
        DataSource samples = DataSource.of(
                IntStream.range(0, 4)
                        .mapToObj(seed -> Sample.of("sample " + seed, Map.of("x", input(seed))))
                        .toList(),
                "four samples");
        Prepared prepared = new Prepared(model, new Trace(), List.of(), TypeInference.infer(model));
        return Outliers.split(prepared, samples, Map.of(), quantized);
    }

    private static Prepared split(String statements) {
        Model model = GraphText.parse(VALUES + statements);
        return split(model, Set.copyOf(model.graph().nodes()));
    }

    private static float[] run(Model model) {
        try (Session session = Session.open(model, PLAIN)) {
            return Objects.requireNonNull(session.run(Map.of("x", input(9))).get("y"))
                    .toFloats();
        }
    }

    private static long[] taken(Model model) {
        return model.graph().nodes().stream()
                .filter(node -> node.is("Gather"))
                .flatMap(node -> model.graph().constant(node.inputs().get(1)).stream())
                .flatMapToLong(channels ->
                        IntStream.range(0, channels.toLongs().length).mapToLong(i -> channels.toLongs()[i]))
                .toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "g = Mul(x, one); v = Tanh(x); u = Mul(g, v); y = MatMul(u, W); return y",
                "g = Mul(x, one); v = Tanh(x); u = Mul(g, v); p = MatMul(u, W); y = Add(p, c); return y",
                "s = int64[2] {15,48}; g = Mul(x, one); r = Reshape(g, s); v = Tanh(r); u = Mul(r, v);"
                        + " y = Gemm(u, W, c); return y",
                "s = int64[2] {15,48}; g = Mul(x, one); r = Reshape(g, s); v = Tanh(r); u = Mul(r, v);"
                        + " y = Gemm(u, T, c) {transB=1}; return y"
            })
    void multipliesAFarReachingChannelApart(String statements) {
        float[] expected = run(GraphText.parse(VALUES + statements));

        Prepared after = split(statements);

        assertThat(after.trace().appliedCounts()).containsExactly(Map.entry(Outliers.NAME, 1));
        assertThat(taken(after.model())).containsExactly(3);
        float[] found = run(after.model());
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], Offset.offset(1e-3f));
        }
    }

    @Test
    void whatIsLeftReachesNoFurtherThanTheOthers() {
        Graph graph = split("g = Mul(x, one); v = Tanh(x); u = Mul(g, v); y = MatMul(u, W); return y")
                .model()
                .graph();

        Node rest = graph.uses().producer("y_rest").orElseThrow();
        Node mask = graph.uses().producer(rest.inputs().get(0)).orElseThrow();
        float[] kept = graph.constant(mask.inputs().get(1)).orElseThrow().toFloats();
        for (int i = 0; i < kept.length; i++) {
            assertThat(kept[i]).isEqualTo(i == 3 ? 0 : 1);
        }
        float[] rows = graph.constant(rest.inputs().get(1)).orElseThrow().toFloats();
        float[] few = graph.constant(
                        graph.uses().producer("y_few").orElseThrow().inputs().get(1))
                .orElseThrow()
                .toFloats();
        float[] all = GraphText.parse(VALUES + "y = MatMul(x, W); return y")
                .graph()
                .constant("W")
                .orElseThrow()
                .toFloats();
        for (int i = 0; i < rows.length; i++) {
            assertThat(rows[i]).isEqualTo(i / 128 == 3 ? 0 * all[i] : all[i]);
        }
        assertThat(few).containsExactly(Arrays.copyOfRange(all, 3 * 128, 4 * 128));
    }

    @Test
    void theTypesOfWhatItAddsAreKnown() {
        Prepared after = split("g = Mul(x, one); v = Tanh(x); u = Mul(g, v); y = MatMul(u, W); return y");

        assertThat(after.types()).containsAllEntriesOf(TypeInference.infer(after.model()));
    }

    /** Either alone saves next to nothing. */
    @Test
    void twoThatReachEquallyFarGoTogether() {
        Prepared after = split("g = Mul(x, two); v = Tanh(x); u = Mul(g, v); y = MatMul(u, W); return y");

        assertThat(taken(after.model())).containsExactly(1, 3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no outliers
                "v = Tanh(x); y = MatMul(v, W); return y",
                // so few columns that a split would take longer than integers save
                "g = Mul(x, one); v = Tanh(x); u = Mul(g, v); y = MatMul(u, thin); return y",
                // what the caller gives
                "y = MatMul(x, W); return y",
                // smoothing is for normalizations
                "v = LayerNormalization(x, one); y = MatMul(v, W); return y",
                // others read the value too
                "g = Mul(x, one); v = Tanh(x); u = Mul(g, v); p = MatMul(u, W); q = MatMul(u, V); y = Add(p, q); return y"
            })
    void leavesOthersAsTheyAre(String statements) {
        Prepared after = split(statements);

        assertThat(after.trace().appliedCounts()).isEmpty();
        assertThat(taken(after.model())).isEmpty();
    }

    @Test
    void leavesProductsThatStayFloat() {
        Model model =
                GraphText.parse(VALUES + "g = Mul(x, one); v = Tanh(x); u = Mul(g, v); y = MatMul(u, W); return y");

        assertThat(split(model, Set.of()).model()).isEqualTo(model);
    }
}
