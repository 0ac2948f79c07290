package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.octet.affine.QuantizedType;
import dev.octet.affine.Scheme;
import dev.octet.affine.Symmetry;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RangeMethodTest {
    @ParameterizedTest
    @EnumSource(RangeMethod.class)
    void everyMethodIsFoundByItsName(RangeMethod method) {
        RangeEstimator estimator = RangeMethod.parse(method.optionName(), Scheme.UINT8_ASYMMETRIC);

        assertThat(estimator).isEqualTo(method.estimator(Scheme.UINT8_ASYMMETRIC));
        assertThat(estimator.name()).isEqualTo(method.optionName());
        assertThat(estimator.needs()).isNotEmpty();
    }

    @Test
    void aParameterFollowsAColon() {
        assertThat(RangeMethod.parse("percentile:99.9", Scheme.UINT8_ASYMMETRIC))
                .isEqualTo(new PercentileEstimator(99.9, false));
        assertThat(RangeMethod.parse("percentile:99.9", Scheme.INT8_SYMMETRIC))
                .isEqualTo(new PercentileEstimator(99.9, true));
        assertThat(RangeMethod.parse("moving-average:0.1", Scheme.UINT8_ASYMMETRIC))
                .isEqualTo(new MovingAverageEstimator(0.1));
        assertThat(RangeMethod.parse("entropy:0.99", Scheme.UINT8_ASYMMETRIC))
                .isEqualTo(new EntropyEstimator(8, 0.99, 128, 1));
    }

    @Test
    void bitsFollowTheScheme() {
        Scheme four = new Scheme(QuantizedType.INT4, Symmetry.SYMMETRIC, true);

        assertThat(RangeMethod.ENTROPY.estimator(four)).isEqualTo(EntropyEstimator.DEFAULT.withBits(4));
        assertThat(RangeMethod.L2_NORM.estimator(four)).isEqualTo(L2NormEstimator.DEFAULT.withBits(4));
        assertThat(RangeMethod.SQUARED_ERROR.estimator(four)).isEqualTo(new SquaredErrorEstimator(four, 100, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "minmax, expected one of auto",
        "percentile:, percentile:",
        "percentile:abc, abc",
        "percentile:101, at most 100",
        "auto:3, no parameter for auto",
        "'', expected one of"
    })
    void refusesWhatIsNoMethod(String text, String reason) {
        assertThatThrownBy(() -> RangeMethod.parse(text, Scheme.UINT8_ASYMMETRIC))
                .isInstanceOfSatisfying(
                        OctetException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(Kind.CONFIGURATION))
                .hasMessageContaining(reason);
    }
}
