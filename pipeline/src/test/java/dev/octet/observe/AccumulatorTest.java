package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.tensor.ElementType;
import dev.octet.tensor.HalfFloats;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AccumulatorTest {
    private static final Set<StatisticKind> HISTOGRAM = EnumSet.of(StatisticKind.HISTOGRAM);

    static LongStream seeds() {
        return LongStream.range(0, 28);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithAPlainLoopOverTheValues(long seed) {
        float[] values = Samples.values(seed, 70_000);
        TensorStatistics statistics = Samples.statistics(values);

        MinMax expected = PlainStatistics.minMax(values);
        assertThat(statistics.minMax()).isEqualTo(expected);
        assertThat(statistics.histogram()).contains(PlainStatistics.histogram(values, expected.magnitude()));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void valuesSeenAgainAreCountedLikeTheFirst(long seed) {
        float[] once = Samples.values(seed, 20_000);
        float[] positive = once.clone();
        for (int i = 0; i < once.length; i++) {
            once[i] = Float.isFinite(once[i]) ? once[i] : -1e-30f;
            positive[i] = Float.isFinite(positive[i]) ? Math.max(0, positive[i]) : 0;
        }
        float[] all = concatenated(positive, positive, once, once, positive);
        Accumulator accumulator = new Accumulator(EnumSet.of(StatisticKind.HISTOGRAM));
        for (int start = 0; start < all.length; start += once.length) {
            accumulator.observe(0, all, start, start + once.length);
        }

        assertThat(accumulator.statistics().histogram())
                .contains(PlainStatistics.histogram(
                        all, PlainStatistics.minMax(all).magnitude()));
    }

    private static float[] concatenated(float[]... parts) {
        FloatBuffer all = FloatBuffer.allocate(parts.length * parts[0].length);
        for (float[] part : parts) {
            all.put(part);
        }
        return all.array();
    }

    @Test
    void countsNanAndInfinitiesAndLeavesThemOut() {
        Accumulator accumulator = new Accumulator(HISTOGRAM);
        float[] values = {1, Float.NaN, -2, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN};

        assertThat(accumulator.observe(0, values, 0, 6)).isEqualTo(4);
        assertThat(accumulator.observe(0, values, 0, 1)).isZero();
        assertThat(accumulator.statistics().minMax()).isEqualTo(new MinMax(-2, 1, 7, 2, 2));
        assertThat(accumulator.statistics().histogram().orElseThrow().total()).isEqualTo(3);
    }

    @Test
    void aTensorWithoutFiniteValuesHasNoRange() {
        Accumulator accumulator = new Accumulator(EnumSet.allOf(StatisticKind.class));
        accumulator.observe(3, new float[] {Float.NaN, Float.POSITIVE_INFINITY}, 0, 2);

        assertThat(accumulator.statistics().minMax().range()).isEmpty();
        assertThat(accumulator.statistics().histogram()).contains(Histogram.EMPTY);
        assertThat(accumulator.statistics().sampleRanges()).contains(SampleRanges.EMPTY);
    }

    @Test
    void negativeZeroCountsAsZero() {
        assertThat(Samples.statistics(-0f, 1)).isEqualTo(Samples.statistics(0f, 1));
        assertThat(Samples.statistics(-0f)).isEqualTo(Samples.statistics(0f));
    }

    @Test
    void readsWhatLiesInADirectBuffer() {
        float[] values = Samples.values(1, 5000);
        ByteBuffer bytes = ByteBuffer.allocateDirect(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        Accumulator accumulator = new Accumulator(EnumSet.allOf(StatisticKind.class));
        accumulator.observe(0, ElementType.FLOAT, bytes.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));

        assertThat(accumulator.statistics()).isEqualTo(Samples.statistics(values));
    }

    @Test
    void looksAtOtherTypesAsBinary32() {
        float[] values = {-2, 0.5f, 3};
        ByteBuffer halves = ByteBuffer.allocate(6).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer doubles = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 3; i++) {
            halves.putShort(2 * i, HalfFloats.toHalf(values[i]));
            doubles.putDouble(8 * i, values[i]);
        }
        TensorStatistics expected = observe(Tensor.vector(values));

        assertThat(observe(new Tensor(ElementType.FLOAT16, Shape.of(3), TensorData.ofBuffer(halves))))
                .isEqualTo(expected);
        assertThat(observe(new Tensor(ElementType.DOUBLE, Shape.of(3), TensorData.ofBuffer(doubles))))
                .isEqualTo(expected);
        assertThat(observe(Tensor.vector(-7, 300)).minMax()).isEqualTo(new MinMax(-7, 300, 2, 0, 0));
    }

    private static TensorStatistics observe(Tensor tensor) {
        Accumulator accumulator = new Accumulator(HISTOGRAM);
        accumulator.observe(0, tensor);
        return accumulator.statistics();
    }

    @Test
    void aTensorOfSeveralChunksIsSeenWhole() {
        float[] values = Samples.values(0, 200_000);
        Accumulator accumulator = new Accumulator(EnumSet.allOf(StatisticKind.class));
        accumulator.observe(0, Tensor.ofFloats(Shape.of(200, 1000), values));

        assertThat(accumulator.statistics()).isEqualTo(Samples.statistics(values));
    }

    @Test
    void keepsOnlyWhatIsAskedFor() {
        TensorStatistics statistics = new Accumulator(Set.of()).statistics();

        assertThat(statistics).isEqualTo(TensorStatistics.empty(EnumSet.of(StatisticKind.MIN_MAX)));
        assertThat(statistics.kinds()).containsExactly(StatisticKind.MIN_MAX);
    }

    @Test
    void refusesElementsThatAreNotNumbers() {
        Accumulator accumulator = new Accumulator(Set.of());

        assertThatThrownBy(() -> accumulator.observe(0, ElementType.BOOL, ByteBuffer.allocate(1)))
                .hasMessageContaining("bool");
    }

    @Test
    void refusesToMergeStatisticsOfOtherKinds() {
        Accumulator accumulator = new Accumulator(HISTOGRAM);
        TensorStatistics other = TensorStatistics.empty(Set.of());

        assertThatThrownBy(() -> accumulator.merge(other)).hasMessageContaining("HISTOGRAM");
        assertThatThrownBy(() -> accumulator.statistics().merge(other)).hasMessageContaining("HISTOGRAM");
    }
}
