package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.octet.affine.Range;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class SampleRangesTest {
    @Test
    void samplesAreInTheOrderOfTheirNumbersWhateverOrderTheyCameIn() {
        Accumulator accumulator = new Accumulator(EnumSet.of(StatisticKind.SAMPLE_RANGES));
        for (int i = 0; i < 100; i++) {
            accumulator.observe((i * 37) % 100, new float[] {-i, i}, 0, 2);
        }
        SampleRanges ranges = accumulator.statistics().sampleRanges().orElseThrow();

        assertThat(ranges.size()).isEqualTo(100);
        for (int i = 0; i < 100; i++) {
            assertThat(ranges.sample(i)).isEqualTo(i);
        }
        assertThat(ranges.range(37)).isEqualTo(new Range(-1, 1));
    }

    @Test
    void partsOfASampleMakeOneRange() {
        Accumulator accumulator = new Accumulator(EnumSet.of(StatisticKind.SAMPLE_RANGES));
        accumulator.observe(5, new float[] {1, 2}, 0, 2);
        accumulator.observe(5, new float[] {-3, 0}, 0, 2);

        SampleRanges ranges = accumulator.statistics().sampleRanges().orElseThrow();
        assertThat(ranges.size()).isEqualTo(1);
        assertThat(ranges.range(0)).isEqualTo(new Range(-3, 2));
        assertThat(ranges.movingAverage(0.3)).contains(new Range(-3, 2));
    }
}
