package dev.octet.observe;

import dev.octet.affine.Range;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A range that was chosen, and why.
 *
 * @param range the range; within the observed extremes, but for the stretch to zero that symmetric methods imply
 * @param note what chose it, for reports: {@code min-max}, or {@code auto: percentile 99.99, ...}
 */
public record Estimate(Range range, String note) {
    /** The ranges alone, in the same order. */
    public static Map<String, Range> ranges(Map<String, Estimate> estimates) {
        Map<String, Range> ranges = new LinkedHashMap<>();
        estimates.forEach((value, estimate) -> ranges.put(value, estimate.range()));
        return ranges;
    }
}
