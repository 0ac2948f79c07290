package dev.octet.compare.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The expected numbers are those of SciPy 1.x ({@code binomtest}, {@code spearmanr}) and NumPy ({@code quantile}) on
 * the same data.
 */
class StatisticsTest {
    @Test
    void mcNemarAgreesWithTheExactBinomialTest() {
        assertThat(new McNemarTest(3, 12).pValue()).isCloseTo(0.03515625, within(1e-12));
        assertThat(new McNemarTest(40, 60).pValue()).isCloseTo(0.05688793364098089, within(1e-12));
        assertThat(new McNemarTest(900, 1100).pValue()).isCloseTo(8.45708953550381e-06, within(1e-16));
        assertThat(new McNemarTest(12, 3).pValue()).isEqualTo(new McNemarTest(3, 12).pValue());
    }

    @Test
    void mcNemarFindsNoDifferenceWhereThereIsNone() {
        assertThat(new McNemarTest(0, 0).pValue()).isEqualTo(1);
        assertThat(new McNemarTest(7, 7).pValue()).isEqualTo(1);
    }

    @Test
    void spearmanSharesTheRanksOfTies() {
        double[] first = {1, 2, 2, 4, 5.5, -3, 8, 8, 8, 0};
        double[] second = {2, 1, 2, 3, 9, -1, 7, 8, 6, 0.5};
        assertThat(RankCorrelation.spearman(first, second)).isCloseTo(0.8858699819951006, within(1e-12));
        assertThatIllegalArgumentException().isThrownBy(() -> RankCorrelation.spearman(first, new double[3]));
    }

    @Test
    void quantilesInterpolateAsNumPyDoes() {
        double[] values = {3, 1, 4, 1, 5, 9, 2, 6};
        assertThat(Quantiles.of(values, 0)).isEqualTo(1);
        assertThat(Quantiles.of(values, 0.1)).isCloseTo(1, within(1e-12));
        assertThat(Quantiles.of(values, 0.5)).isCloseTo(3.5, within(1e-12));
        assertThat(Quantiles.of(values, 0.9)).isCloseTo(6.9, within(1e-12));
        assertThat(Quantiles.of(values, 1)).isEqualTo(9);
        assertThatIllegalArgumentException().isThrownBy(() -> Quantiles.of(new double[0], 0.5));
    }

    /**
     * A 95 % interval of a mean has to hold the true mean in about 95 of 100 repetitions, and be about as wide as
     * theory says.
     */
    @Test
    void bootstrapIntervalsHoldTheTrueMeanAsOftenAsTheySay() {
        Random random = new Random(11);
        int held = 0;
        double width = 0;
        for (int repetition = 0; repetition < 300; repetition++) {
            double[] values = random.doubles(80).toArray();
            Interval interval = meanOf(new Bootstrap(400, 0.95, repetition), values);
            held += interval.contains(0.5) ? 1 : 0;
            width += (interval.high() - interval.low()) / 300;
        }
        assertThat(held).isBetween(270, 298);
        assertThat(width).isCloseTo(2 * 1.96 * Math.sqrt(1 / 12.0 / 80), within(0.01));
    }

    @Test
    void bootstrapRepeatsItself() {
        double[] values = new Random(3).doubles(50).toArray();
        assertThat(meanOf(Bootstrap.STANDARD, values)).isEqualTo(meanOf(Bootstrap.STANDARD, values));
        assertThat(meanOf(new Bootstrap(2000, 0.95, 1), values))
                .isNotEqualTo(meanOf(new Bootstrap(2000, 0.95, 2), values));
        assertThatIllegalArgumentException().isThrownBy(() -> meanOf(Bootstrap.STANDARD, new double[0]));
    }

    @Test
    void pairsAreResampledTogether() {
        double[] first = new Random(5).doubles(60).toArray();
        double[] second =
                java.util.Arrays.stream(first).map(value -> value - 0.01).toArray();

        PairedIntervals intervals =
                Bootstrap.STANDARD.ofPairs(60, chosen -> mean(first, chosen), chosen -> mean(second, chosen), 1);

        assertThat(intervals.first()).isEqualTo(meanOf(Bootstrap.STANDARD, first));
        assertThat(intervals.second()).isEqualTo(meanOf(Bootstrap.STANDARD, second));
        // Each mean is known to some 0.15, their difference exactly: every item drops by the same.
        assertThat(intervals.difference().low()).isCloseTo(0.01, within(1e-12));
        assertThat(intervals.difference().high()).isCloseTo(0.01, within(1e-12));
    }

    private static Interval meanOf(Bootstrap bootstrap, double[] values) {
        return bootstrap
                .ofPairs(values.length, chosen -> mean(values, chosen), chosen -> 0, 1)
                .first();
    }

    private static double mean(double[] values, int[] chosen) {
        double sum = 0;
        for (int index : chosen) {
            sum += values[index];
        }
        return sum / chosen.length;
    }
}
