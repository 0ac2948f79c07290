package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.affine.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MinMaxTest {
    @Test
    void mergesExtremesAndCounts() {
        MinMax merged = new MinMax(-1, 2, 10, 1, 2).merge(new MinMax(0, 3, 5, 0, 1));

        assertThat(merged).isEqualTo(new MinMax(-1, 3, 15, 1, 3));
        assertThat(merged.finite()).isEqualTo(11);
        assertThat(merged.range()).contains(new Range(-1, 3));
        assertThat(merged.magnitude()).isEqualTo(3);
    }

    @Test
    void nothingHasNoRange() {
        assertThat(MinMax.EMPTY.range()).isEmpty();
        assertThat(MinMax.EMPTY.magnitude()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1, 0, 0, 0",
        "Infinity, -Infinity, 1, 0, 0",
        "1, 0, 2, 0, 0",
        "0, Infinity, 2, 0, 0",
        "NaN, 1, 2, 0, 0",
        "0, 1, 2, -1, 0",
        "0, 1, 2, 0, -1",
        "0, 1, 2, 2, 1"
    })
    void refusesBoundsAndCountsThatDoNotFit(float min, float max, long elements, long nan, long infinite) {
        assertThatThrownBy(() -> new MinMax(min, max, elements, nan, infinite))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("Expected bounds");
    }
}
