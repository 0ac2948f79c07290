package dev.octet.calibrate;

import dev.octet.observe.TensorStatistics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run had seen when it was saved.
 *
 * @param complete whether the source had no more samples
 * @param handedOut how many samples from the first on had been dealt with
 * @param observed how many of them were observed
 * @param samplesDigest digest over what these samples held
 * @param statistics what was kept of each value
 * @param nonFinite where values were not finite
 * @param skipped samples that were left out
 */
record Checkpoint(
        boolean complete,
        long handedOut,
        long observed,
        String samplesDigest,
        Map<String, TensorStatistics> statistics,
        List<NonFiniteLog.Entry> nonFinite,
        List<SkippedSample> skipped) {
    /** Nothing was seen yet. */
    static final Checkpoint NONE = new Checkpoint(false, 0, 0, SampleDigests.START, Map.of(), List.of(), List.of());

    Checkpoint {
        statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
        nonFinite = List.copyOf(nonFinite);
        skipped = List.copyOf(skipped);
    }
}
