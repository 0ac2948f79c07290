package dev.octet.compare.layers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Affine;
import dev.octet.affine.QuantizedType;
import dev.octet.affine.Range;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is wrong decides what is suggested. */
class SuggestionTest {
    private static final NodeName CONV = new NodeName("conv", "Conv", "y");

    private static float[] uniform(int count, double magnitude) {
        SplittableRandom random = new SplittableRandom(7);
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (magnitude * (2 * random.nextDouble() - 1));
        }
        return values;
    }

    private static TensorLayer tensor(Affine affine, float... values) {
        TensorMeter meter = new TensorMeter(affine);
        Tensor tensor = Tensor.vector(values);
        meter.add(
                ElementType.FLOAT,
                tensor.data().buffer(),
                ElementType.FLOAT,
                tensor.data().buffer());
        return new TensorLayer(
                "x", "x", Optional.empty(), 0, List.of(CONV), affine, meter.result(), OptionalDouble.empty());
    }

    private static Affine int8(float magnitude) {
        return new Affine(QuantizedType.INT8, magnitude / 127, 0);
    }

    private static WeightLayer weight(long scales, Range... channels) {
        return new WeightLayer(
                "W",
                0,
                List.of(CONV),
                ElementType.INT8,
                Shape.of(channels.length, 3),
                scales,
                new Noise(1, 1e-3),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalInt.of(0),
                List.of(channels));
    }

    @Test
    void widensARangeThatSaturates() {
        Suggestion suggestion = Suggestion.of(tensor(int8(0.1f), uniform(5000, 1)));
        assertThat(suggestion.override()).isEqualTo("overrides:\n  - tensor: \"x\"\n    range: min-max\n");
        assertThat(suggestion.reason()).containsPattern("(89|90)\\.\\d\\d % of them saturate");
    }

    @Test
    void clipsARangeThatAnOutlierStretches() {
        float[] values = uniform(200_000, 0.1);
        values[0] = 5;
        Suggestion suggestion = Suggestion.of(tensor(int8(5), values));
        assertThat(suggestion.override()).isEqualTo("overrides:\n  - tensor: \"x\"\n    range: mse\n");
        assertThat(suggestion.reason()).contains("most codes are spent on few of them");
    }

    @Test
    void addsBitsWhereTheCodesAreUsedAsWellAsTheyCanBe() {
        Suggestion suggestion = Suggestion.of(tensor(int8(1), uniform(5000, 1)));
        assertThat(suggestion.override()).isEqualTo("overrides:\n  - tensor: \"x\"\n    type: int16\n");
        assertThat(suggestion.reason()).startsWith("256 codes are too few");
    }

    @Test
    void leavesTheReaderFloatWhereSixteenBitsAreNotEnough() {
        Affine fine = new Affine(QuantizedType.INT16, 1 / 32767f, 0);
        assertThat(Suggestion.of(tensor(fine, uniform(5000, 1))).override())
                .isEqualTo("overrides:\n  - node: \"conv\"\n    float: true\n");
    }

    @Test
    void givesEachChannelAScaleWhereOneIsFarWider() {
        Range narrow = Range.symmetric(1);
        Suggestion suggestion = Suggestion.of(weight(1, narrow, narrow, Range.symmetric(8)));
        assertThat(suggestion.override()).isEqualTo("overrides:\n  - tensor: \"W\"\n    per-channel: true\n");
        assertThat(suggestion.reason()).contains("widest is 8 times the middle one");
    }

    @Test
    void leavesTheReaderOfAnEvenWeightFloat() {
        Range range = Range.symmetric(1);
        assertThat(Suggestion.of(weight(1, range, range)).override())
                .isEqualTo("overrides:\n  - node: \"conv\"\n    float: true\n");
        assertThat(Suggestion.of(weight(3, range, range, Range.symmetric(8))).reason())
                .isEqualTo("Its stored values are 30.0 dB from the float ones.");
    }

    @Test
    void namesTheTensorWhereNoReaderHasAName() {
        assertThat(Overrides.floating(List.of(new NodeName("", "Conv", "y")), "x"))
                .isEqualTo("overrides:\n  - tensor: \"x\"\n    float: true\n");
    }

    @Test
    void quotesNamesSoThatYamlReadsThemBack() {
        assertThat(Overrides.tensor("a\"b\\c: #d\n", "float: true"))
                .isEqualTo("overrides:\n  - tensor: \"a\\\"b\\\\c: #d\\u000a\"\n    float: true\n");
    }
}
