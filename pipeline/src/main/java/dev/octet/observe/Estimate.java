package dev.octet.observe;

import dev.octet.affine.Range;

/**
 * A range that was chosen, and why.
 *
 * @param range the range; within the observed extremes, but for the stretch to zero that symmetric methods imply
 * @param note what chose it, for reports: {@code min-max}, or {@code auto: percentile 99.99, ...}
 */
public record Estimate(Range range, String note) {}
