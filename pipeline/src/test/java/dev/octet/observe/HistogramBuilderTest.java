package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistogramBuilderTest {
    @ParameterizedTest(name = "a share of {0}")
    @ValueSource(doubles = {0, 0.5, 0.99, 1})
    void zerosAmongOthersAreCountedInTheirBin(double share) {
        Random random = new Random(1);
        float[] values = new float[5000];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() < share ? 0 : (float) random.nextGaussian();
        }
        // The widest magnitude fills the bins that zeros are spread over.
        values[7] = -8191f / 1024;

        assertThat(counted(new HistogramBuilder(), values)).isEqualTo(PlainStatistics.histogram(values, values[7]));
    }

    @Test
    void aFullTableIsSettledAndTheNextGoesOn() {
        HistogramBuilder small = new HistogramBuilder(2500);
        HistogramBuilder large = new HistogramBuilder();
        Random random = new Random(2);
        for (int part = 0; part < 40; part++) {
            // Wider and wider, then narrow again: tables differ from what was settled before.
            float width = part < 20 ? Math.scalb(1f, part) : 1;
            float[] values = new float[1000];
            for (int i = 0; i < values.length; i++) {
                values[i] = width * (float) random.nextGaussian();
            }
            assertThat(counted(small, values)).isEqualTo(counted(large, values));
        }
        assertThat(small.build().total()).isEqualTo(40_000);
    }

    @Test
    void goesOnWhereAnEarlierRunStopped() {
        float[] wide = {-1000, 3, 0};
        float[] narrow = {-1e-30f, 0, 0.25f, 2};
        HistogramBuilder resumed = new HistogramBuilder();
        resumed.add(counted(new HistogramBuilder(), wide));

        assertThat(counted(resumed, narrow))
                .isEqualTo(PlainStatistics.histogram(new float[] {-1000, 3, 0, -1e-30f, 0, 0.25f, 2}, 1000));
    }

    private static Histogram counted(HistogramBuilder builder, float[] values) {
        Workspace workspace = Workspace.ofThread();
        builder.add(
                new Values(
                        (from, block, length) -> System.arraycopy(values, from, block, 0, length),
                        0,
                        values.length,
                        workspace),
                PlainStatistics.minMax(values),
                BinNumbers::exact,
                workspace);
        return builder.build();
    }
}
