package dev.octet.smooth;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Chooses the channels of a value that are better multiplied in floating point.
 *
 * <p>They are taken one by one: the one that reaches furthest, or the one whose row of the weight does, whichever
 * leaves less noise ({@link ProductNoise}). Of the sets that arise so, the one wins that saves the most noise, after a
 * decibel for each channel: two that reach equally far help only once both are out.
 */
final class OutlierChannels {
    /** More are no outliers, and to multiply them in floating point would take time. */
    private static final int MOST = 8;
    /** For each channel taken out, so many are there at least. */
    private static final int CHANNELS_EACH = 16;
    /** In decibels, for which a channel has to be worth it. */
    private static final double PRICE = 1;
    /** In decibels, for the nodes that a split takes: half of the noise. */
    private static final double LEAST_GAIN = 3;

    private final ChannelStatistics statistics;
    private final WeightRows weight;
    private final ProductNoise noise;

    OutlierChannels(ChannelStatistics statistics, WeightRows weight) {
        this.statistics = statistics;
        this.weight = weight;
        this.noise = new ProductNoise(statistics, List.of(weight));
    }

    /** The channels, ascending; none where leaving them out would not save half of the noise. */
    List<Integer> best() {
        List<Integer> taken = new ArrayList<>();
        List<Integer> best = List.of();
        double all = noise.unchanged();
        double most = 0;
        while (taken.size() < Math.min(MOST, statistics.channels() / CHANNELS_EACH)) {
            taken = next(taken);
            double gain = 10 * Math.log10(all / noise.without(taken));
            double worth = gain - PRICE * taken.size();
            if (gain >= LEAST_GAIN && worth > most) {
                most = worth;
                best = taken;
            }
        }
        return best.stream().sorted().toList();
    }

    private List<Integer> next(List<Integer> taken) {
        List<Integer> byValue = with(taken, statistics::magnitude);
        List<Integer> byWeight = with(taken, weight::magnitude);
        return noise.without(byValue) <= noise.without(byWeight) ? byValue : byWeight;
    }

    /** The channels and, of the others, the one for which something is largest. */
    private List<Integer> with(List<Integer> taken, IntToDoubleFunction size) {
        int largest = IntStream.range(0, statistics.channels())
                .filter(channel -> !taken.contains(channel))
                .reduce((one, other) -> size.applyAsDouble(other) > size.applyAsDouble(one) ? other : one)
                .orElseThrow();
        List<Integer> all = new ArrayList<>(taken);
        all.add(largest);
        return all;
    }
}
