package dev.octet.affine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RangeDiagnosticsTest {
    @Test
    void codesAreWastedWhereARangeIsStretchedToZero() {
        RangeDiagnostics diagnostics = RangeDiagnostics.of(new Range(40, 1000), Scheme.UINT8_ASYMMETRIC);

        assertThat(diagnostics.unusedCodes()).isEqualTo(10);
        assertThat(diagnostics.unusedShare()).isEqualTo(10 / 256.0);
        assertThat(diagnostics.stretchedToZero()).isTrue();
        assertThat(diagnostics.describe())
                .isEqualTo(
                        "[40.0, 1000.0] leaves 3.9 % of 256 codes unused, because it is stretched to zero, which must have a code");
    }

    @Test
    void halfTheCodesAreWastedWhereASymmetricSchemeMeetsAPositiveRange() {
        RangeDiagnostics diagnostics = RangeDiagnostics.of(new Range(0, 6), Scheme.INT8_SYMMETRIC);

        assertThat(diagnostics.unusedCodes()).isEqualTo(127);
        assertThat(diagnostics.codes()).isEqualTo(255);
        assertThat(diagnostics.stretchedToZero()).isFalse();
        assertThat(diagnostics.describe()).isEqualTo("[0.0, 6.0] leaves 49.8 % of 255 codes unused");
    }

    @Test
    void nothingIsWastedWhereTheRangeHoldsZero() {
        assertThat(RangeDiagnostics.of(new Range(-20, 1000), Scheme.UINT8_ASYMMETRIC)
                        .unusedShare())
                .isZero();
    }
}
