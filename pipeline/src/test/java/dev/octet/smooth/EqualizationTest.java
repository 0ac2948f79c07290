package dev.octet.smooth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Model;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Channels between convolutions that reach unevenly far, with the models run before and after. */
class EqualizationTest {
    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);

    private static final double LEAST_GAIN = 1;

    /** D gives eight channels of which one reaches 64 times as far as the others. */
    private static final String UNEVEN = """
            x: float[1,8,6,6]; flag: bool
            D = values[8,1,1,1] {1,1,1,64,1,1,1,1}; E = values[8,1,1,1] {1}; b = random[8]
            W = random[16,8,1,1]; B = random[16]; K = random[8,1,3,3]; L = random[16,1,3,3]; U = random[4,16,1,1]
            G = random[8,4,1,1]; twice = float[4] {1,1,2,2}; mixed = float[4] {1,2,1,1}
            box = float[8] {0,0,0,0,1,1,2,2}; slope = random[8,1,1]; M = random[288,4]
            order = int64[8] {7,0,1,3,-4,5,6,-6}; rows = int64[2] {0,3}
            """;

    private static Prepared equalize(String statements, DataSource data) {
        return tryToEqualize(statements, Set.of(), data).orElseThrow();
    }

    private static Optional<Prepared> tryToEqualize(String statements, Set<String> kept, DataSource data) {
        Model model = GraphText.parse(UNEVEN + statements);
        Prepared prepared = new Prepared(model, new Trace(), List.of(), TypeInference.infer(model));
        Optional<Prepared> equalized = Equalization.equalize(prepared, kept, LEAST_GAIN, data, Map.of());
        assertThat(prepared.trace().entries()).isEmpty();
        return equalized;
    }

    private static Map<String, Tensor> inputs(long seed) {
        return Map.of(
                "x", RandomTensors.random(ElementType.FLOAT, Shape.of(1, 8, 6, 6), seed, "x"),
                "flag", Tensor.ofBytes(ElementType.BOOL, Shape.SCALAR, (byte) 1));
    }

    private static DataSource samples() {
        return DataSource.of(
                IntStream.range(0, 4)
                        .mapToObj(seed -> Sample.of("sample " + seed, inputs(seed)))
                        .toList(),
                "four samples");
    }

    private static float[] run(Model model, String output) {
        try (Session session = Session.open(model, PLAIN)) {
            return Objects.requireNonNull(session.run(inputs(9)).get(output)).toFloats();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v = Conv(x, D, b) {group=8}; y = Conv(v, W, B); return y",
                "v = Conv(x, D) {group=8}; r = Relu(v); y = Conv(r, K, b) {group=8}; return y",
                "v = Conv(x, D, b) {group=8}; r = LeakyRelu(v) {alpha=0.1}; y = Conv(r, L) {group=8}; return y",
                "v = Conv(x, D, b) {group=8}; p = MaxPool(v) {kernel_shape=[2,2]}; y = Conv(p, W); return y",
                "v = Conv(x, D, b) {group=8}; p = AveragePool(v) {kernel_shape=[2,2]}; y = Conv(p, W); return y",
                "v = Conv(x, D, b) {group=8}; p = GlobalAveragePool(v); y = Conv(p, W); return y",
                "v = Conv(x, D, b) {group=8}; p = Resize(v, , twice) {mode=\"nearest\"}; y = Conv(p, W); return y",
                "v = Conv(x, D, b) {group=8}; y = Conv(v, W); z = Conv(v, K) {group=8}; return y, z",
                "v = Conv(x, D) {group=8}; w = Conv(x, E, b) {group=8}; c = Concat(w, v) {axis=1}; "
                        + "y = Conv(c, U); return y",
                "v = Conv(x, D) {group=8}; w = Conv(x, E, b) {group=8}; s = Add(w, v); y = Conv(s, W); return y",
                "v = Conv(x, D) {group=8}; w = Conv(x, E, b) {group=8}; s = Max(w, v); r = Relu(s); "
                        + "y = Conv(r, W); return y",
                "v = Conv(x, D, b) {group=8}; s = Gather(v, order) {axis=1}; y = Conv(s, K) {group=8}; return y",
                // only the part that does not come from the input
                "v = Conv(x, D) {group=8}; c = Concat(x, v) {axis=1}; y = Conv(c, U); return y"
            })
    void factorsGoFromOneConvolutionToTheNextAndTheModelComputesTheSame(String statements) {
        Model before = GraphText.parse(UNEVEN + statements);
        Prepared after = equalize(statements, samples());
        assertThat(after.trace().appliedCounts()).containsExactly(Map.entry(Equalization.NAME, 1));
        before.graph().outputs().forEach(output -> {
            float[] expected = run(before, output.name());
            float[] actual = run(after.model(), output.name());
            assertThat(actual).hasSameSizeAs(expected);
            for (int i = 0; i < expected.length; i++) {
                assertThat(actual[i]).isCloseTo(expected[i], within(1e-4f));
            }
        });
        assertThat(after.model().graph().definedNames())
                .as("a scaled value has a name of its own")
                .doesNotContain("v")
                .contains("v_equalized");
        assertThat(after.types()).containsKey("v_equalized").doesNotContainKey("v");
    }

    @Test
    void theChannelsReachAboutAsFarAfterwards() {
        Prepared after = equalize("v = Conv(x, D) {group=8}; y = Conv(v, W); return y", samples());
        float[] weight =
                after.model().graph().constant("D_equalized").orElseThrow().toFloats();
        assertThat(weight[3]).isCloseTo(64, within(1e-3f));
        assertThat(weight[3] / weight[0]).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v = Conv(x, D, b) {group=8}; s = Gather(v, rows) {axis=2}; y = Conv(s, W); return y",
                // something else reads or gives it
                "v = Conv(x, D) {group=8}; y = Conv(v, W); return y, v",
                "v = Conv(x, D) {group=8}; y = Conv(v, W); z = Sigmoid(v); return y, z",
                "v = Conv(x, D) {group=8}; y = Conv(v, W); "
                        + "z = If(flag) {then_branch={t = Neg(v); return t}, else_branch={e = Abs(v); return e}}; return y, z",
                "v = Mul(x, D); y = Conv(v, W); return y",
                "v = Conv(x, D) {group=8}; f = Flatten(v); y = MatMul(f, M); return y",
                // a factor would not pass
                "v = Conv(x, D) {group=8}; s = Sigmoid(v); y = Conv(s, W); return y",
                "v = Conv(x, D) {group=8}; s = Clip(v); y = Conv(s, W); return y",
                "v = Conv(x, D) {group=8}; s = Add(v, slope); y = Conv(s, W); return y",
                "v = Conv(x, D) {group=8}; s = Add(v, x); y = Conv(s, W); return y",
                "v = Conv(x, D) {group=8}; p = Resize(v, box, twice) {mode=\"linear\", "
                        + "coordinate_transformation_mode=\"tf_crop_and_resize\"}; y = Conv(p, W); return y",
                // channels do not stay channels
                "v = Conv(x, D) {group=8}; p = Resize(v, , mixed); y = Conv(p, U); return y",
                "v = Conv(x, D) {group=8}; t = Transpose(v) {perm=[1,0,2,3]}; y = MatMul(t, t); return y",
                "v = Conv(x, D) {group=8}; c = Concat(v, v) {axis=2}; y = Conv(c, W); return y",
                // a weight that meets half of the channels has no room for one factor each
                "v = Conv(x, D) {group=8}; y = Conv(v, G) {group=2}; return y",
                // the weight is computed
                "v = Conv(x, D) {group=8}; w = Neg(W); y = Conv(v, w); return y",
                // nothing reaches far
                "v = Conv(x, E) {group=8}; y = Conv(v, W); return y"
            })
    void leavesEverythingElseAlone(String statements) {
        assertThat(tryToEqualize(statements, Set.of(), samples())).isEmpty();
    }

    @Test
    void leavesValuesAloneThatAreToBeKept() {
        String statements = "v = Conv(x, D) {group=8}; r = Relu(v); y = Conv(r, W); return y";
        assertThat(tryToEqualize(statements, Set.of(), samples())).isPresent();
        assertThat(tryToEqualize(statements, Set.of("r"), samples())).isEmpty();
    }

    @Test
    void aWeightThatTwoConvolutionsReadIsScaledForEachByItself() {
        Prepared after = equalize(
                "v = Conv(x, D) {group=8}; y = Conv(v, W); z = Conv(x, W); u = Conv(x, D) {group=8}; return y, z, u",
                samples());
        assertThat(after.model().graph().initializers()).containsKeys("D", "D_equalized", "W", "W_equalized");
    }

    @Test
    void aConvolutionBetweenTwoScaledValuesGetsBothFactors() {
        String statements = "v = Conv(x, D) {group=8}; w = Conv(v, K, b) {group=8}; y = Conv(w, W, B); return y";
        Prepared after = equalize(statements, samples());
        assertThat(after.trace().appliedCounts()).containsExactly(Map.entry(Equalization.NAME, 2));
        float[] expected = run(GraphText.parse(UNEVEN + statements), "y");
        float[] actual = run(after.model(), "y");
        for (int i = 0; i < expected.length; i++) {
            assertThat(actual[i]).isCloseTo(expected[i], within(Math.abs(expected[i]) * 1e-5f + 1e-3f));
        }
    }

    @Test
    void samplesWithNumbersThatAreNoneTellNothing() {
        float[] undefined = Objects.requireNonNull(inputs(1).get("x")).toFloats();
        undefined[0] = Float.NaN;
        Sample sample = Sample.of(
                "nan",
                Map.of(
                        "x",
                        Tensor.ofFloats(Shape.of(1, 8, 6, 6), undefined),
                        "flag",
                        Tensor.ofBytes(ElementType.BOOL, Shape.SCALAR, (byte) 1)));
        DataSource data = DataSource.of(List.of(sample), "");
        assertThat(tryToEqualize("v = Conv(x, D) {group=8}; y = Conv(v, W); return y", Set.of(), data))
                .isEmpty();
    }
}
