package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.octet.affine.Affine;
import dev.octet.affine.QuantizedType;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Ranges of values that are read through a function only. */
class EffectTest {
    private static final Scheme UINT8 = Scheme.UINT8_ASYMMETRIC;
    private static final DoubleUnaryOperator SILU = EffectTest::silu;
    private static final DoubleUnaryOperator HARD_SWISH = EffectTest::hardSwish;

    private static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    private static double hardSwish(double x) {
        return x * Math.min(6, Math.max(0, x + 3)) / 6;
    }

    private static float[] gaussian(double deviation) {
        Random random = new Random(3);
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    /** Mean squared error of the function's results, value by value. */
    private static double error(float[] values, Range range, Scheme scheme, DoubleUnaryOperator function) {
        Affine map = Affine.of(range, scheme);
        double sum = 0;
        for (float value : values) {
            double error = function.applyAsDouble(value) - function.applyAsDouble(map.dequantize(map.quantize(value)));
            sum += error * error;
        }
        return sum / values.length;
    }

    private static Range range(float[] values, Scheme scheme, Effect effect) {
        return new AutoEstimator(scheme)
                .estimate(Samples.statistics(values), effect)
                .range();
    }

    @Test
    void spendsNoCodesOnWhatAnActivationFunctionSetsToZero() {
        float[] values = gaussian(30);
        Range plain = range(values, UINT8, Effect.IDENTITY);
        Range seen = range(values, UINT8, new Effect(List.of(HARD_SWISH)));

        assertThat(plain.min()).isLessThan(-60);
        assertThat(seen.min()).isBetween(-6f, -0.5f);
        assertThat(seen.max()).isGreaterThan(0.7f * plain.max());
        assertThat(error(values, seen, UINT8, HARD_SWISH)).isLessThan(0.35 * error(values, plain, UINT8, HARD_SWISH));
    }

    @Test
    void makesTheErrorBehindAFunctionSmaller() {
        for (double deviation : new double[] {0.5, 2, 10, 50}) {
            float[] values = gaussian(deviation);
            for (Scheme scheme :
                    List.of(UINT8, Scheme.INT8_ASYMMETRIC, Scheme.INT8_SYMMETRIC, Scheme.UINT8_ASYMMETRIC)) {
                double plain = error(values, range(values, scheme, Effect.IDENTITY), scheme, SILU);
                double seen = error(values, range(values, scheme, new Effect(List.of(SILU))), scheme, SILU);
                assertThat(seen).as("%s, deviation %s", scheme, deviation).isLessThanOrEqualTo(1.02 * plain);
            }
        }
    }

    @Test
    void shrinksBothBoundsOfASaturatingFunction() {
        Range seen = range(gaussian(4), UINT8, new Effect(List.of(x -> Math.max(-1, Math.min(1, x)))));
        assertThat(seen.min()).isBetween(-1.3f, -0.9f);
        assertThat(seen.max()).isBetween(0.9f, 1.3f);
    }

    @Test
    void takesTheRangeOfTheValuesWhereTheyThemselvesAreRead() {
        float[] values = gaussian(1);
        Estimate plain = new AutoEstimator(UINT8).estimate(Samples.statistics(values));
        assertThat(new AutoEstimator(UINT8).estimate(Samples.statistics(values), Effect.IDENTITY))
                .isEqualTo(plain);
        Effect seenAsItIs = new Effect(List.of(SILU, DoubleUnaryOperator.identity()));
        Range both = range(values, UINT8, seenAsItIs);
        assertThat(both.min()).isLessThan(0.8f * plain.range().min());
    }

    /** Sixteen bits have codes enough, and the histogram no bins to tell them apart. */
    @Test
    void leavesSixteenBitsAlone() {
        Scheme wide = new Scheme(QuantizedType.UINT16, Symmetry.ASYMMETRIC, false);
        float[] values = gaussian(30);
        assertThat(range(values, wide, new Effect(List.of(SILU)))).isEqualTo(range(values, wide, Effect.IDENTITY));
    }

    @Test
    void aMethodThatSaysWhatItTakesTakesIt() {
        TensorStatistics statistics = Samples.statistics(gaussian(30));
        Effect effect = new Effect(List.of(SILU));
        for (RangeEstimator named : List.of(new MinMaxEstimator(), new PercentileEstimator(99.9, false))) {
            assertThat(named.estimate(statistics, effect)).isEqualTo(named.estimate(statistics));
        }
    }

    @Test
    void refusesAnEffectWithoutAFunction() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Effect(List.of()));
    }
}
