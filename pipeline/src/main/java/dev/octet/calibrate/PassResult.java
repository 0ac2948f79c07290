package dev.octet.calibrate;

import dev.octet.observe.TensorStatistics;
import java.util.List;
import java.util.Map;

/**
 * What one pass over the samples saw.
 *
 * @param samples number of samples that were observed
 * @param statistics what was kept of each value of the pass
 * @param nonFinite values with NaN or infinities
 * @param skipped samples that were left out
 */
record PassResult(
        long samples,
        Map<String, TensorStatistics> statistics,
        List<NonFinite> nonFinite,
        List<SkippedSample> skipped) {}
