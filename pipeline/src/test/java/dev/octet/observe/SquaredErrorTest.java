package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.octet.affine.Affine;
import dev.octet.affine.QuantizedType;
import dev.octet.affine.Range;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The error on a histogram, and the estimators that make it small. */
class SquaredErrorTest {
    static List<Scheme> schemes() {
        return List.of(
                Scheme.UINT8_ASYMMETRIC,
                Scheme.INT8_SYMMETRIC,
                Scheme.UINT16_ASYMMETRIC,
                new Scheme(QuantizedType.UINT4, Symmetry.ASYMMETRIC, false),
                new Scheme(QuantizedType.INT4, Symmetry.SYMMETRIC, false));
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void theErrorOfAHistogramIsThatOfValuesSpreadEvenlyOverItsBins(Scheme scheme) {
        TensorStatistics statistics = Samples.statistics(Samples.values(0, 2000));
        Histogram histogram = statistics.histogram().orElseThrow();
        Range extremes = statistics.minMax().range().orElseThrow();
        for (float factor : new float[] {1, 0.6f, 0.1f}) {
            Range range = new Range(extremes.min() * factor * factor, extremes.max() * factor);
            Affine affine = Affine.of(range, scheme);

            for (int weight : new int[] {1, 3}) {
                double expected = sampledError(histogram, affine, weight);
                assertThat(new HistogramError(histogram, weight).of(affine))
                        .isCloseTo(expected, within(0.02 * expected));
            }
        }
    }

    /** 400 values a bin, each quantized in binary64; those that are clipped count several times. */
    private static double sampledError(Histogram histogram, Affine affine, int weight) {
        int samples = 400;
        double error = 0;
        for (int offset = 0; offset < histogram.bins(); offset++) {
            if (histogram.count(offset) == 0) {
                continue;
            }
            double sum = 0;
            for (int i = 0; i < samples; i++) {
                double value = histogram.edge(offset) + histogram.width() * (i + 0.5) / samples;
                double steps = Math.rint(value / affine.scale()) + affine.zeroPoint();
                long code = Math.max(affine.lowest(), Math.min(affine.highest(), (long) steps));
                double difference = value - (code - affine.zeroPoint()) * affine.scale();
                boolean clipped = Math.abs(difference) > affine.scale() / 2.0;
                sum += (clipped ? weight : 1) * difference * difference;
            }
            error += histogram.count(offset) * sum / samples;
        }
        return error;
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void theSquaredErrorEstimatorIsAboutAsGoodAsTheBestOfAFineGrid(Scheme scheme) {
        for (long seed : new long[] {0, 1, 2, 6}) {
            TensorStatistics statistics = Samples.statistics(Samples.values(seed, 20_000));
            HistogramError error = new HistogramError(statistics.histogram().orElseThrow());
            Range extremes = statistics.minMax().range().orElseThrow();
            double best = Double.POSITIVE_INFINITY;
            for (int low = 1; low <= 60; low++) {
                for (int high = 1; high <= 60; high++) {
                    Range range = new Range(extremes.min() * (low / 60f), extremes.max() * (high / 60f));
                    best = Math.min(best, error.of(Affine.of(range, scheme)));
                }
            }
            Estimate estimate = new SquaredErrorEstimator(scheme).estimate(statistics);

            assertThat(error.of(Affine.of(estimate.range(), scheme))).isLessThan(best * 1.01);
        }
    }

    @Test
    void gaussianValuesAreClippedWhereTheClosedFormSays() {
        float[] values = Samples.values(0, 400_000);
        double squares = 0;
        for (float value : values) {
            squares += (double) value * value;
        }
        double deviation = Math.sqrt(squares / values.length);
        Scheme four = new Scheme(QuantizedType.INT4, Symmetry.SYMMETRIC, false);
        Range range = new SquaredErrorEstimator(four)
                .estimate(Samples.statistics(values))
                .range();

        // The step of a uniform quantizer of 16 levels that is best for a Gaussian: 0.3352 (Max 1960), here with a
        // level
        // at zero.
        assertThat(Affine.of(range, four).scale() / deviation).isCloseTo(0.335, within(0.02));
    }

    @Test
    void autoTakesTheCandidateOfSmallestErrorAndSaysWhich() {
        float[] values = Samples.values(0, 50_000);
        values[17] = 40 * values[16];
        TensorStatistics statistics = Samples.statistics(values);
        HistogramError error = new HistogramError(statistics.histogram().orElseThrow(), 3);
        List<RangeEstimator> candidates = List.of(
                new MinMaxEstimator(), new PercentileEstimator(99.9, false), new PercentileEstimator(90, false));
        Estimate chosen = new AutoEstimator(Scheme.INT8_SYMMETRIC, candidates).estimate(statistics);

        Estimate best = candidates.stream()
                .map(candidate -> candidate.estimate(statistics))
                .min(java.util.Comparator.comparingDouble(
                        estimate -> error.of(Affine.of(estimate.range(), Scheme.INT8_SYMMETRIC))))
                .orElseThrow();
        assertThat(chosen).isEqualTo(new Estimate(best.range(), "auto: " + best.note()));
    }

    @Test
    void autoClipsLessThanThePlainSquaredErrorWould() {
        Scheme four = new Scheme(QuantizedType.UINT4, Symmetry.ASYMMETRIC, false);
        TensorStatistics statistics = Samples.statistics(Samples.values(0, 50_000));

        Range plain = new SquaredErrorEstimator(four).estimate(statistics).range();
        Range chosen = new AutoEstimator(four).estimate(statistics).range();

        assertThat(chosen.width()).isGreaterThan(plain.width() * 1.05);
    }

    @Test
    void autoPrefersTheCandidateNamedFirstAmongEquals() {
        TensorStatistics statistics = Samples.statistics(0, 1, 2, 3);
        List<RangeEstimator> equals = List.of(new PercentileEstimator(100, false), new MinMaxEstimator());

        assertThat(new AutoEstimator(Scheme.UINT8_ASYMMETRIC, equals)
                        .estimate(statistics)
                        .note())
                .isEqualTo("auto: percentile 100.0");
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void autoIsNeverWorseThanAnyMethodOfItsList(Scheme scheme) {
        AutoEstimator auto = new AutoEstimator(scheme);
        for (long seed = 0; seed < 7; seed++) {
            TensorStatistics statistics = Samples.statistics(Samples.values(seed, 5000));
            HistogramError error = new HistogramError(statistics.histogram().orElseThrow(), 3);
            double chosen = error.of(Affine.of(auto.estimate(statistics).range(), scheme));

            assertThat(auto.candidates())
                    .extracting(candidate ->
                            error.of(Affine.of(candidate.estimate(statistics).range(), scheme)))
                    .allMatch(other -> other >= chosen);
        }
    }
}
