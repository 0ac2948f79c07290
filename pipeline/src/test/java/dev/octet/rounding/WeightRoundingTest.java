package dev.octet.rounding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.octet.affine.PerChannel;
import dev.octet.affine.Quantization;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.affine.TensorQuantizer;
import dev.octet.affine.WeightRanges;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.testing.GraphText;
import dev.octet.testing.RandomTensors;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes that are not the nearest, judged by what ONNX Runtime makes of them. */
class WeightRoundingTest {
    private static final SessionSettings PLAIN =
            SessionSettings.defaults().withLevel(OptimizationLevel.NONE).withThreads(1);

    /** All inputs are positive, as behind a Relu, so that errors of one sign add up. */
    private static Tensor input(long seed) {
        float[] elements = RandomTensors.random(ElementType.FLOAT, Shape.of(1, 6, 9, 9), seed, "x")
                .toFloats();
        for (int i = 0; i < elements.length; i++) {
            elements[i] = Math.abs(elements[i]);
        }
        return Tensor.ofFloats(Shape.of(1, 6, 9, 9), elements);
    }

    private static DataSource samples(int first) {
        return DataSource.of(
                IntStream.range(first, first + 4)
                        .mapToObj(seed -> Sample.of("sample " + seed, Map.of("x", input(seed))))
                        .toList(),
                "four samples");
    }

    private static Quantization quantization(Tensor weight) {
        return PerChannel.of(0, WeightRanges.perChannel("W", weight, 0), Scheme.INT8_WEIGHT);
    }

    private static double error(Model model, Tensor weight) {
        Graph graph = model.graph();
        Model other = model.withGraph(graph.toBuilder()
                .initializers(graph.initializers().values().stream()
                        .map(initializer -> initializer.name().equals("W") ? Initializer.of("W", weight) : initializer)
                        .toList())
                .build());
        double sum = 0;
        for (Sample sample : samples(100)) {
            float[] exact = run(model, sample);
            float[] rounded = run(other, sample);
            for (int i = 0; i < exact.length; i++) {
                sum += Math.pow(exact[i] - rounded[i], 2);
            }
        }
        return sum;
    }

    private static float[] run(Model model, Sample sample) {
        try (Session session = Session.open(model, PLAIN)) {
            return Objects.requireNonNull(session.run(sample.inputs()).get("y")).toFloats();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "W = random[8,6,1,1]; y = Conv(x, W); return y",
                "W = random[8,6,3,3]; y = Conv(x, W) {pads=[1,1,1,1]}; return y",
                "W = random[8,6,3,3]; y = Conv(x, W) {strides=[2,2], dilations=[2,1]}; return y",
                "W = random[8,6,1,1]; y = Conv(x, W) {strides=[2,2]}; return y",
                "W = random[6,1,3,3]; y = Conv(x, W) {group=6, pads=[1,1,1,1]}; return y",
                "W = random[12,1,3,3]; y = Conv(x, W) {group=6}; return y",
                "W = random[8,3,3,2]; y = Conv(x, W) {group=2, auto_pad=\"SAME_UPPER\"}; return y"
            })
    void lessensTheErrorOfConvolutionsOnSamplesItHasNotSeen(String statements) {
        Model model = GraphText.parse("x: float[1,6,9,9]\n" + statements);
        Tensor weight = model.graph().constant("W").orElseThrow();
        Quantization quantization = quantization(weight);
        Tensor nearest = TensorQuantizer.quantize(weight, quantization);
        WeightRounding rounding = WeightRounding.observe(model, model.graph().nodes(), samples(0), Map.of());

        Tensor rounded = rounding.round("W", weight, nearest, quantization);

        assertThat(rounded.shape()).isEqualTo(nearest.shape());
        assertThat(error(model, TensorQuantizer.dequantize(rounded, quantization)))
                .isLessThan(0.6 * error(model, TensorQuantizer.dequantize(nearest, quantization)));
        float[] before = TensorQuantizer.dequantize(nearest, quantization).toFloats();
        float[] after = TensorQuantizer.dequantize(rounded, quantization).toFloats();
        float[] scales = quantization.scaleTensor().toFloats();
        for (int i = 0; i < before.length; i++) {
            float scale = scales[i / (before.length / scales.length)];
            assertThat(after[i]).as("at most one step").isCloseTo(before[i], within(1.001f * scale));
        }
    }

    @Test
    void takesTheCodesThatAreBestOfAllWhereThatCanBeTried() {
        WindowMoments moments = new WindowMoments(1, 3);
        moments.add(new float[] {4, 3, 1, 3, 4, 2, 1, 2, 4});
        Tensor weight = Tensor.ofFloats(Shape.of(1, 3, 1, 1), 0.4f, 1.4f, -1.6f);
        Quantization quantization = PerChannel.of(0, List.of(new Range(-127, 127)), Scheme.INT8_WEIGHT);
        Tensor rounded =
                CoordinateDescent.round(weight, TensorQuantizer.quantize(weight, quantization), quantization, moments);
        double least = Double.MAX_VALUE;
        float[] best = {};
        for (int code = 0; code < 8; code++) {
            float[] codes = {code & 1, 1 + (code >> 1 & 1), -2 + (code >> 2 & 1)};
            double[] e = {codes[0] - 0.4, codes[1] - 1.4, codes[2] + 1.6};
            double error = 4 * (e[0] * e[0] + e[1] * e[1] + e[2] * e[2])
                    + 2 * (3 * e[0] * e[1] + e[0] * e[2] + 2 * e[1] * e[2]);
            if (error < least) {
                least = error;
                best = codes;
            }
        }
        assertThat(TensorQuantizer.dequantize(rounded, quantization).toFloats()).containsExactly(best);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // nothing is known of other operators, of windows that are too long, and of weights that two read
                "W = random[6,4]; t = Transpose(x) {perm=[0,2,3,1]}; y = MatMul(t, W); return y",
                "W = random[1,6,9,30]; p = Resize(x, , s) {mode=\"nearest\"}; y = Conv(p, W); return y",
                "W = random[6,6,1,1]; z = Conv(x, W); y = Conv(z, W); return y"
            })
    void roundsToTheNearestWhereNothingIsKnown(String statements) {
        Model model = GraphText.parse("x: float[1,6,9,9]; s = float[4] {1,1,1,9}\n" + statements);
        Tensor weight = model.graph().constant("W").orElseThrow();
        Quantization quantization = quantization(weight);
        Tensor nearest = TensorQuantizer.quantize(weight, quantization);
        assertThat(WeightRounding.observe(model, model.graph().nodes(), samples(0), Map.of())
                        .round("W", weight, nearest, quantization))
                .isSameAs(nearest);
    }

    @Test
    void aChannelThatIsAlwaysZeroLeavesTheNearestCodes() {
        Model model = GraphText.parse("x: float[1,6,9,9]; W = random[8,6,1,1]; y = Conv(x, W); return y");
        Tensor weight = model.graph().constant("W").orElseThrow();
        Quantization quantization = quantization(weight);
        Tensor nearest = TensorQuantizer.quantize(weight, quantization);
        DataSource zeros = DataSource.of(
                List.of(Sample.of("zeros", Map.of("x", Tensor.ofFloats(Shape.of(1, 6, 9, 9), new float[486])))), "");
        Tensor rounded = WeightRounding.observe(model, model.graph().nodes(), zeros, Map.of())
                .round("W", weight, nearest, quantization);
        assertThat(TensorQuantizer.dequantize(rounded, quantization).toFloats())
                .isEqualTo(TensorQuantizer.dequantize(nearest, quantization).toFloats());
    }
}
