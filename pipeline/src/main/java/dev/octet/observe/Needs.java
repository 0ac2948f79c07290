package dev.octet.observe;

import dev.octet.affine.Range;
import java.util.Optional;

/** Takes from statistics what an estimator needs, or says what is missing. */
final class Needs {
    private Needs() {}

    static Range extremes(TensorStatistics statistics) {
        return required(statistics.minMax().range(), "a finite value", statistics);
    }

    static Histogram histogram(TensorStatistics statistics) {
        Histogram histogram = required(statistics.histogram(), "a histogram", statistics);
        return required(Optional.of(histogram).filter(some -> some.total() > 0), "a finite value", statistics);
    }

    static SampleRanges sampleRanges(TensorStatistics statistics) {
        return required(statistics.sampleRanges(), "ranges of samples", statistics);
    }

    private static <T> T required(Optional<T> part, String what, TensorStatistics statistics) {
        return part.orElseThrow(() -> new IllegalArgumentException("Expected statistics with " + what + ", got "
                + statistics.minMax() + " of kinds " + statistics.kinds()));
    }
}
