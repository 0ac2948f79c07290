package dev.octet.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntropySearchTest {
    /** What is passed over for a bound must not be what a look at everything finds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void findsTheSmallestOfAllDivergences(long seed) {
        Random random = new Random(seed);
        float[] values = new float[20_000];
        for (int i = 0; i < values.length; i++) {
            double normal = random.nextGaussian();
            // From nearly uniform to heavy tails.
            values[i] = (float) Math.max(0, normal * Math.pow(Math.abs(normal), seed - 2.0));
        }
        Magnitudes magnitudes =
                new Magnitudes(Samples.statistics(values).histogram().orElseThrow());

        for (int levels : new int[] {16, 128, 256}) {
            for (int stride : new int[] {1, 3}) {
                EntropySearch search = new EntropySearch(magnitudes, levels);
                assertThat(search.best(200, stride))
                        .as("%d levels, every %d", levels, stride)
                        .isEqualTo(smallest(search, magnitudes.bins(), 200, stride));
            }
        }
    }

    private static int smallest(EntropySearch search, int bins, int first, int stride) {
        int best = bins;
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = first; i <= bins; i += stride) {
            double divergence = search.divergence(i);
            if (divergence <= smallest && divergence < Double.POSITIVE_INFINITY) {
                smallest = divergence;
                best = i;
            }
        }
        return best;
    }
}
