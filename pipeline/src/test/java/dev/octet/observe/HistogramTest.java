package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramTest {
    @ParameterizedTest
    @ValueSource(floats = {1, 1.9999999f, 2, 0.1f, 1e-30f, 1e30f, Float.MAX_VALUE})
    void fromZeroToTheLargestMagnitudeThereAre2048To4096Bins(float magnitude) {
        Histogram above = histogram(0, magnitude);
        Histogram below = histogram(0, -magnitude);

        assertThat(above.bins()).isBetween(2049, 4096);
        assertThat(below.bins()).isBetween(2049, 4097);
        assertThat(above.first()).isZero();
        assertThat(above.edge(0)).isZero();
        assertThat(above.edge(above.bins() - 1)).isLessThanOrEqualTo(magnitude);
        assertThat(above.edge(above.bins())).isGreaterThan(magnitude);
    }

    @Test
    void edgesAreMultiplesOfAPowerOfTwo() {
        Histogram histogram = histogram(-3, 5);

        assertThat(histogram.exponent()).isEqualTo(2 - 11);
        assertThat(histogram.width()).isEqualTo(0x1p-9);
        assertThat(histogram.first()).isEqualTo(-3 * 512);
        assertThat(histogram.bins()).isEqualTo(8 * 512 + 1);
        assertThat(histogram.count(0)).isEqualTo(1);
        assertThat(histogram.count(8 * 512)).isEqualTo(1);
    }

    @Test
    void neighboursAreJoinedWhenTheMagnitudeGrows() {
        Histogram fine = Histogram.of(-11, 2046, 1, 2, 4, 8);
        Histogram grown = fine.merge(histogram(3));

        assertThat(grown.exponent()).isEqualTo(-10);
        assertThat(grown.first()).isEqualTo(1023);
        assertThat(grown.count(0)).isEqualTo(3);
        assertThat(grown.count(1)).isEqualTo(12);
        assertThat(grown.total()).isEqualTo(16);
    }

    @Test
    void growsBeyondAllBinsAtOnce() {
        Histogram histogram = histogram(-1e-30f, 1e-30f).merge(histogram(1e30f));

        assertThat(histogram).isEqualTo(histogram(-1e-30f, 1e-30f, 1e30f));
        assertThat(histogram.first()).isEqualTo(-1);
        assertThat(histogram.count(0)).isEqualTo(1);
        assertThat(histogram.count(1)).isEqualTo(1);
    }

    @Test
    void aBinCountsBeyond32Bits() {
        Histogram large = Histogram.of(-11, 2048, Integer.MAX_VALUE);

        assertThat(large.merge(large).merge(large).count(0)).isEqualTo(3L * Integer.MAX_VALUE);
    }

    @Test
    void zerosAtTheEndsMakeNoDifference() {
        assertThat(Histogram.of(-11, 2046, 0, 0, 5, 0, 6, 0)).isEqualTo(Histogram.of(-11, 2048, 5, 0, 6));
        assertThat(Histogram.of(7, 3, 0, 0)).isEqualTo(Histogram.EMPTY);
    }

    @ParameterizedTest
    @CsvSource({"-11, 4096", "-11, -4097", "-11, 2047", "-11, -2047", "-127, 2048", "117, 2048"})
    void refusesBinsThatDoNotBelongToTheWidth(int exponent, int bin) {
        assertThatThrownBy(() -> Histogram.of(exponent, bin, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2^" + exponent);
    }

    @Test
    void refusesNegativeCounts() {
        assertThatThrownBy(() -> Histogram.of(-11, 2048, -1, 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Histogram histogram(float... values) {
        return Samples.statistics(values).histogram().orElseThrow();
    }
}
