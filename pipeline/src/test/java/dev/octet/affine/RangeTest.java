package dev.octet.affine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
    @Test
    void aUnionHoldsBoth() {
        assertThat(new Range(-1, 2).union(new Range(1, 5))).isEqualTo(new Range(-1, 5));
        assertThat(new Range(1, 2).withZero()).isEqualTo(new Range(0, 2));
        assertThat(new Range(-2, -1).withZero()).isEqualTo(new Range(-2, 0));
        assertThat(new Range(-2, 1).withZero()).isEqualTo(new Range(-2, 1));
    }

    @Test
    void aRangeClampedToAnotherLiesInside() {
        assertThat(new Range(-1, 9).clampedTo(new Range(0, 5))).isEqualTo(new Range(0, 5));
        assertThat(new Range(1, 2).clampedTo(new Range(0, 5))).isEqualTo(new Range(1, 2));
        assertThat(new Range(7, 8).clampedTo(new Range(0, 5))).isEqualTo(new Range(5, 5));
        assertThat(new Range(-8, -7).clampedTo(new Range(0, 5))).isEqualTo(new Range(0, 0));
    }

    @Test
    void negativeZeroIsZero() {
        assertThat(new Range(-0f, -0f)).isEqualTo(new Range(0, 0));
    }

    @Test
    void theWidthOfTheWidestRangeIsFinite() {
        assertThat(Range.symmetric(Float.MAX_VALUE).width()).isEqualTo(2.0 * Float.MAX_VALUE);
        assertThat(new Range(-3, 2).magnitude()).isEqualTo(3);
        assertThat(new Range(-3, 2).contains(2)).isTrue();
        assertThat(new Range(-3, 2).contains(2.1f)).isFalse();
        assertThat(new Range(-3, 2).contains(-3.1f)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "NaN, 1", "0, NaN", "-Infinity, 0", "0, Infinity"})
    void refusesBoundsThatAreNotFiniteOrOutOfOrder(float min, float max) {
        assertThatThrownBy(() -> new Range(min, max))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[" + min + ", " + max + "]");
    }
}
