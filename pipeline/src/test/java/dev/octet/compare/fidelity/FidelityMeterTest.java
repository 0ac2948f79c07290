package dev.octet.compare.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FidelityMeterTest {
    private static Fidelity of(float[] reference, float[] quantized, int rowLength) {
        FidelityMeter meter = new FidelityMeter();
        meter.add(reference, quantized, rowLength);
        return meter.result();
    }

    @Test
    void measuresAKnownNoise() {
        Fidelity fidelity = of(new float[] {3, 4}, new float[] {3.5f, 4}, 2);
        assertThat(fidelity.sqnr()).isCloseTo(10 * Math.log10(25 / 0.25), within(1e-9));
        assertThat(fidelity.maxError()).isEqualTo(0.5);
        assertThat(fidelity.meanError()).isEqualTo(0.25);
        assertThat(fidelity.cosine()).isCloseTo(26.5 / (5 * Math.sqrt(28.25)), within(1e-12));
    }

    @Test
    void callsEqualOutputsInfinitelyGood() {
        Fidelity fidelity = of(new float[] {1, -2}, new float[] {1, -2}, 2);
        assertThat(fidelity.sqnr()).isInfinite().isPositive();
        assertThat(fidelity.cosine()).isCloseTo(1, within(1e-12));
        assertThat(of(new float[] {0, 0}, new float[] {0, 0}, 2).cosine()).isEqualTo(1);
    }

    @Test
    void countsRowsWhoseLargestElementIsTheSame() {
        Fidelity fidelity = of(new float[] {1, 2, 5, 4}, new float[] {1, 3, 4, 5}, 2);
        assertThat(fidelity.agreement()).hasValue(0.5);
        assertThat(of(new float[] {1, 2}, new float[] {1, 2}, 1).agreement()).isEmpty();
    }

    @Test
    void givesDivergenceOnlyWhereRowsAreProbabilities() {
        Fidelity probabilities = of(new float[] {0.25f, 0.75f}, new float[] {0.5f, 0.5f}, 2);
        double expected = 0.25 * Math.log(0.25 / 0.5) + 0.75 * Math.log(0.75 / 0.5);
        assertThat(probabilities.divergence().orElseThrow()).isCloseTo(expected, within(1e-7));
        assertThat(of(new float[] {1, 2}, new float[] {1, 2}, 2).divergence()).isEmpty();
    }

    @Test
    void takesAnOutputThatIsNoLongerANumberForInfinitelyWrong() {
        assertThat(of(new float[] {1}, new float[] {Float.NaN}, 1).maxError()).isInfinite();
        assertThat(of(new float[] {Float.NEGATIVE_INFINITY, 1}, new float[] {0, 1}, 1)
                        .maxError())
                .isZero();
    }

    @Test
    void refusesOutputsOfDifferentLengths() {
        assertThatIllegalArgumentException().isThrownBy(() -> of(new float[1], new float[2], 1));
    }

    /** Many small samples have to give the same figures as one large one. */
    @Test
    void addsUpOverSamples() {
        FidelityMeter parts = new FidelityMeter();
        parts.add(new float[] {3, 4}, new float[] {3.5f, 4}, 2);
        parts.add(new float[] {1, 0}, new float[] {1, 1}, 2);
        Fidelity whole = of(new float[] {3, 4, 1, 0}, new float[] {3.5f, 4, 1, 1}, 2);
        assertThat(parts.result().sqnr()).isEqualTo(whole.sqnr());
        assertThat(parts.result().samples()).isEqualTo(2);
    }
}
