package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeEstimatorsTest {
    private static final Scheme UINT8 = Scheme.UINT8_ASYMMETRIC;

    @Test
    void minMaxIsExact() {
        Estimate estimate = new MinMaxEstimator().estimate(Samples.statistics(-0.1f, 0.3f, 123.456f));

        assertThat(estimate).isEqualTo(new Estimate(new Range(-0.1f, 123.456f), "min-max"));
    }

    @Test
    void aMovingAverageMovesByItsConstantInTheOrderOfTheSamples() {
        Accumulator accumulator = new Accumulator(EnumSet.of(StatisticKind.SAMPLE_RANGES));
        accumulator.observe(2, new float[] {-4, 8}, 0, 2);
        accumulator.observe(0, new float[] {-1, 1}, 0, 2);
        accumulator.observe(1, new float[] {-2, 3}, 0, 2);
        TensorStatistics statistics = accumulator.statistics();

        assertThat(new MovingAverageEstimator(0.5).estimate(statistics))
                .isEqualTo(new Estimate(new Range(-2.75f, 5), "moving-average 0.5"));
        assertThat(new MovingAverageEstimator(1).estimate(statistics).range()).isEqualTo(new Range(-4, 8));
        assertThat(MovingAverageEstimator.DEFAULT.estimate(statistics).range())
                .isEqualTo(new Range((float) (-1.01 + 0.01 * -2.99), (float) (1.02 + 0.01 * 6.98)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 50, 99, 99.999, 100})
    void aPercentileIsNeverEmptyWhereAValueIsAboveZero(double percentile) {
        float[] values = new float[200_000];
        values[7] = 3;
        TensorStatistics statistics = Samples.statistics(values);

        assertThat(new PercentileEstimator(percentile, true)
                        .estimate(statistics)
                        .range()
                        .max())
                .isPositive();
        assertThat(new PercentileEstimator(percentile, false)
                        .estimate(statistics)
                        .range()
                        .max())
                .isPositive();
    }

    @Test
    void aPercentileCutsNoMoreThanItSays() {
        float[] values = Samples.values(0, 100_000);
        TensorStatistics statistics = Samples.statistics(values);
        Range symmetric = new PercentileEstimator(99, true).estimate(statistics).range();
        Range asymmetric =
                new PercentileEstimator(99, false).estimate(statistics).range();

        assertThat(share(values, symmetric)).isBetween(0.99, 0.9905);
        assertThat(share(values, asymmetric)).isBetween(0.99, 0.9905);
        assertThat(new PercentileEstimator(100, false).estimate(statistics).range())
                .isEqualTo(statistics.minMax().range().orElseThrow());
    }

    @Test
    void anAsymmetricPercentileOfTheNegativesIsTheNegativeOfThePercentile() {
        float[] values = Samples.values(1, 10_001);
        float[] negatives = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            negatives[i] = -values[i];
        }
        PercentileEstimator estimator = new PercentileEstimator(99.5, false);
        Range range = estimator.estimate(Samples.statistics(values)).range();
        Range mirrored = estimator.estimate(Samples.statistics(negatives)).range();

        double width = Samples.statistics(values).histogram().orElseThrow().width();
        assertThat((double) mirrored.max()).isCloseTo(-range.min(), within(width));
        assertThat((double) mirrored.min()).isCloseTo(-range.max(), within(width));
    }

    @Test
    void entropyKeepsTheShareThatItMustKeep() {
        float[] values = new float[100_000];
        float[] laplace = Samples.values(2, 100_000);
        System.arraycopy(laplace, 0, values, 0, values.length);
        TensorStatistics statistics = Samples.statistics(values);

        for (double kept : new double[] {0.9, 0.99, 0.9999, 1}) {
            Range range =
                    new EntropyEstimator(4, kept, 128, 1).estimate(statistics).range();

            assertThat(share(values, range)).isGreaterThanOrEqualTo(kept);
        }
    }

    @Test
    void entropyCountsTheSignAsABitOnlyWhereValuesAreNegative() {
        float[] values = Samples.values(1, 50_000);
        TensorStatistics unsigned = Samples.statistics(values);
        Magnitudes magnitudes = new Magnitudes(unsigned.histogram().orElseThrow());
        int bins = new EntropySearch(magnitudes, 256).best(128, 1);

        assertThat(new EntropyEstimator(8, 0, 128, 1).estimate(unsigned).range().max())
                .isEqualTo(Math.min(magnitudes.edge(bins), unsigned.minMax().max()));
    }

    @Test
    void entropyOfAFewBinsKeepsThemAll() {
        TensorStatistics statistics = Samples.statistics(1, 1, 1);

        assertThat(EntropyEstimator.DEFAULT.estimate(statistics).range()).isEqualTo(new Range(1, 1));
        assertThat(EntropyEstimator.DEFAULT.estimate(Samples.statistics(0, 0)).range())
                .isEqualTo(Range.ZERO);
    }

    @ParameterizedTest
    @EnumSource(RangeMethod.class)
    void everyMethodGivesARangeWithinTheExtremesOfWhateverWasSeen(RangeMethod method) {
        RangeEstimator estimator = method.estimator(UINT8);
        for (long seed = 0; seed < 14; seed++) {
            TensorStatistics statistics = Samples.statistics(Samples.values(seed, 3000));
            Range extremes = statistics.minMax().range().orElseThrow();
            Estimate estimate = estimator.estimate(statistics);

            assertThat(estimate.range().clampedTo(extremes)).as("seed " + seed).isEqualTo(estimate.range());
            assertThat(estimate.range().magnitude() > 0).isEqualTo(extremes.magnitude() > 0);
            assertThat(estimate.note()).startsWith(estimator.name()).startsWith(method.optionName());
            assertThat(estimator.estimate(statistics)).isEqualTo(estimate);
        }
    }

    @ParameterizedTest
    @EnumSource(RangeMethod.class)
    void everyMethodRefusesStatisticsWithoutAFiniteValueOrWithoutWhatItNeeds(RangeMethod method) {
        RangeEstimator estimator = method.estimator(UINT8);
        TensorStatistics empty = TensorStatistics.empty(EnumSet.allOf(StatisticKind.class));

        assertThatThrownBy(() -> estimator.estimate(empty)).isInstanceOf(IllegalArgumentException.class);
        if (!estimator.needs().equals(Set.of(StatisticKind.MIN_MAX))) {
            TensorStatistics bare = new TensorStatistics(
                    new MinMax(0, 1, 2, 0, 0), java.util.Optional.empty(), java.util.Optional.empty());
            assertThatThrownBy(() -> estimator.estimate(bare))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Expected statistics with");
        }
    }

    @Test
    void refusesParametersOutOfTheirRange() {
        List<Runnable> refused = List.of(
                () -> new MovingAverageEstimator(0),
                () -> new MovingAverageEstimator(1.1),
                () -> new MovingAverageEstimator(Double.NaN),
                () -> new PercentileEstimator(0, true),
                () -> new PercentileEstimator(100.1, true),
                () -> new EntropyEstimator(1, 0.5, 128, 1),
                () -> new EntropyEstimator(17, 0.5, 128, 1),
                () -> new EntropyEstimator(8, 1.5, 128, 1),
                () -> new EntropyEstimator(8, 0.5, 0, 1),
                () -> new EntropyEstimator(8, 0.5, 128, 0),
                () -> new L2NormEstimator(1, 1e-5),
                () -> new L2NormEstimator(8, 0),
                () -> new L2NormEstimator(8, 1),
                () -> new SquaredErrorEstimator(UINT8, 1, 1),
                () -> new SquaredErrorEstimator(UINT8, 100, 0.5),
                () -> new AutoEstimator(UINT8, List.of()));

        assertThat(refused)
                .allSatisfy(creation -> assertThatThrownBy(creation::run)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("Expected"));
    }

    private static double share(float[] values, Range range) {
        int inside = 0;
        for (float value : values) {
            inside += range.contains(value) ? 1 : 0;
        }
        return (double) inside / values.length;
    }

    @Test
    void samplesOfOneSignHaveTheRangesOfOneSign() {
        float[] values = Samples.values(1, 1000);
        assertThat(Arrays.stream(RangeMethod.values())
                        .map(method -> method.estimator(UINT8).estimate(Samples.statistics(values))))
                .allSatisfy(estimate -> assertThat(estimate.range().min()).isZero());
    }
}
