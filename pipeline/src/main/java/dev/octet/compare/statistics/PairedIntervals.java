package dev.octet.compare.statistics;

/**
 * A figure of two models on the same items, and the difference of the two.
 *
 * @param first the first model's figure
 * @param second the second model's figure
 * @param difference first minus second, or the other way round, from the same resampled items for both
 */
public record PairedIntervals(Interval first, Interval second, Interval difference) {}
