package dev.octet.calibrate;

import dev.octet.affine.Range;
import dev.octet.observe.Estimate;
import dev.octet.observe.RangeEstimator;
import dev.octet.observe.TensorStatistics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What calibration saw.
 *
 * @param data what the samples were, for a report
 * @param random whether the samples were made up, so that ranges from them mean little
 * @param samples number of samples that were observed
 * @param digest SHA-256 over all samples in order, in hexadecimal: names, and inputs as the model saw them
 * @param statistics what was kept of each wanted value, in the order asked for
 * @param nonFinite values with NaN or infinities
 * @param skipped samples that were left out
 */
public record CalibrationResult(
        String data,
        boolean random,
        long samples,
        String digest,
        Map<String, TensorStatistics> statistics,
        List<NonFinite> nonFinite,
        List<SkippedSample> skipped) {
    /** Copies the collections. */
    public CalibrationResult {
        statistics = Collections.unmodifiableMap(new LinkedHashMap<>(statistics));
        nonFinite = List.copyOf(nonFinite);
        skipped = List.copyOf(skipped);
    }

    /** What is known without looking at any sample. */
    public static CalibrationResult ofNothing() {
        return new CalibrationResult("no samples", false, 0, "", Map.of(), List.of(), List.of());
    }

    /** This with other statistics. */
    CalibrationResult withStatistics(Map<String, TensorStatistics> others) {
        return new CalibrationResult(data, random, samples, digest, others, nonFinite, skipped);
    }

    /**
     * What an estimator, which has to be safe for threads, makes of each value that was seen, in order.
     *
     * @throws IllegalArgumentException if the estimator needs statistics that were not kept
     */
    public Map<String, Estimate> estimates(RangeEstimator estimator) {
        return estimates((value, seen) -> estimator.estimate(seen));
    }

    /**
     * An estimate for each value that was seen, in order.
     *
     * @param estimate what is made of a value's name and statistics, by several threads
     */
    public Map<String, Estimate> estimates(BiFunction<String, TensorStatistics, Estimate> estimate) {
        List<Map.Entry<String, TensorStatistics>> seen = statistics.entrySet().stream()
                .filter(entry -> entry.getValue().minMax().finite() > 0)
                .toList();
        // On all processors, since a search over histograms can take as long as a few samples.
        List<Estimate> found = seen.parallelStream()
                .map(entry -> estimate.apply(entry.getKey(), entry.getValue()))
                .toList();
        Map<String, Estimate> estimates = new LinkedHashMap<>();
        for (int i = 0; i < found.size(); i++) {
            estimates.put(seen.get(i).getKey(), found.get(i));
        }
        return estimates;
    }

    /** The ranges alone of {@link #estimates(RangeEstimator)}. */
    public Map<String, Range> ranges(RangeEstimator estimator) {
        return Estimate.ranges(estimates(estimator));
    }

    /** Number of wanted values that had a finite element. */
    public int seen() {
        return statistics.size() - unseen().size();
    }

    /** Wanted values that never had a finite element, because they are always empty or never finite. */
    public List<String> unseen() {
        return statistics.entrySet().stream()
                .filter(entry -> entry.getValue().minMax().finite() == 0)
                .map(Map.Entry::getKey)
                .toList();
    }
}
