package dev.octet.affine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightRangesTest {
    private static final Scheme INT4 = Scheme.INT4_WEIGHT;

    @Test
    void everyAxisHasTheRangesOfItsSlices() {
        Tensor tensor = Tensor.ofFloats(Shape.of(2, 2, 3), -1, 2, 3, 4, -5, 6, 7, 8, 9, 10, 11, -12);

        assertThat(WeightRanges.perTensor(tensor)).isEqualTo(new Range(-12, 11));
        assertThat(WeightRanges.perChannel(tensor, 0)).containsExactly(new Range(-5, 6), new Range(-12, 11));
        assertThat(WeightRanges.perChannel(tensor, 1)).containsExactly(new Range(-1, 9), new Range(-12, 11));
        assertThat(WeightRanges.perChannel(tensor, 2))
                .containsExactly(new Range(-1, 10), new Range(-5, 11), new Range(-12, 9));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void channelsAcrossManyBlocksAgreeWithAPlainLoop(int axis) {
        Tensor tensor = random(3, 17, 29, 41);
        List<List<Float>> slices = slices(tensor, axis);
        List<Range> ranges = WeightRanges.perChannel(tensor, axis);

        assertThat(ranges).hasSize(slices.size());
        for (int channel = 0; channel < ranges.size(); channel++) {
            List<Float> slice = slices.get(channel);
            assertThat(ranges.get(channel))
                    .isEqualTo(new Range(
                            slice.stream().min(Float::compare).orElseThrow(),
                            slice.stream().max(Float::compare).orElseThrow()));
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "2, 2", "1, 2.4"})
    void theRangeOfSmallestErrorIsTheBestOfTheGrid(int axis, double exponent) {
        ShrinkSearch search = new ShrinkSearch(80, 0.01, exponent);
        Tensor tensor = random(4, 6, 40, 30);
        List<Range> full = WeightRanges.perChannel(tensor, axis);
        List<Range> best = WeightRanges.perChannel("w", tensor, axis, INT4, search);
        List<List<Float>> slices = slices(tensor, axis);

        for (int channel = 0; channel < best.size(); channel++) {
            double chosen = error(slices.get(channel), best.get(channel), exponent);
            for (int candidate = 0; candidate < search.candidates(); candidate++) {
                Range other = search.shrunk(full.get(channel), candidate);
                assertThat(chosen).isLessThanOrEqualTo(error(slices.get(channel), other, exponent) * (1 + 1e-6));
            }
        }
    }

    @Test
    void shrinksAGaussianWeightOfFourBitsButNotOneThatFitsItsCodes() {
        Tensor exact = Tensor.vector(-7f, -3, 0, 2, 7);

        assertThat(WeightRanges.perTensor("w", exact, INT4, ShrinkSearch.MEAN_SQUARED_ERROR))
                .isEqualTo(new Range(-7, 7));
        Tensor gaussian = random(5, 50, 40, 1);
        Range full = WeightRanges.perTensor(gaussian);
        Range best = WeightRanges.perTensor("w", gaussian, INT4, ShrinkSearch.MEAN_SQUARED_ERROR);
        assertThat(best.magnitude()).isBetween(0.3f * full.magnitude(), 0.95f * full.magnitude());
    }

    @Test
    void aChannelOfZerosKeepsItsRange() {
        Tensor tensor = Tensor.ofFloats(Shape.of(2, 2), 0, 0, 1, -1);

        assertThat(WeightRanges.perChannel("w", tensor, 0, INT4, ShrinkSearch.MEAN_SQUARED_ERROR))
                .containsExactly(Range.ZERO, new Range(-1, 1));
    }

    @Test
    void refusesAnAxisThatIsNotThereAndCodes() {
        assertThatThrownBy(() -> WeightRanges.perChannel(Tensor.vector(1f), 1)).hasMessageContaining("axis 1");
        assertThatThrownBy(() -> WeightRanges.perChannel(Tensor.vector(1f), -1)).hasMessageContaining("axis -1");
        assertThatThrownBy(() -> WeightRanges.perTensor(Tensor.vector(1L))).hasMessageContaining("int64[1]");
    }

    @ParameterizedTest
    @CsvSource({"0, 0.01, 2", "80, 0, 2", "80, 0.01, 0", "101, 0.01, 2", "80, NaN, 2"})
    void refusesASearchThatIsNone(int candidates, double step, double exponent) {
        assertThatThrownBy(() -> new ShrinkSearch(candidates, step, exponent)).hasMessageStartingWith("Expected");
    }

    private static double error(List<Float> slice, Range range, double exponent) {
        Affine affine = Affine.of(range, INT4);
        double sum = 0;
        for (float value : slice) {
            sum += Math.pow(Math.abs(value - (double) affine.dequantize(affine.quantize(value))), exponent);
        }
        return sum;
    }

    private static Tensor random(long seed, int... dimensions) {
        Random random = new Random(seed);
        float[] values = new float[dimensions[0] * dimensions[1] * dimensions[2]];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Tensor.ofFloats(Shape.of(dimensions[0], dimensions[1], dimensions[2]), values);
    }

    private static List<List<Float>> slices(Tensor tensor, int axis) {
        Shape shape = tensor.shape();
        long inner = shape.elementCount(axis + 1, shape.rank());
        List<List<Float>> slices = new ArrayList<>();
        for (int channel = 0; channel < shape.dimension(axis); channel++) {
            slices.add(new ArrayList<>());
        }
        float[] values = tensor.toFloats();
        for (int i = 0; i < values.length; i++) {
            slices.get((int) (i / inner % shape.dimension(axis))).add(values[i]);
        }
        return slices;
    }
}
