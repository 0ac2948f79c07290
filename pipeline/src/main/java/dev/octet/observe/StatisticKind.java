package dev.octet.observe;

/** What can be kept of a tensor's values. */
public enum StatisticKind {
    /** Lowest and highest value and counts: some bytes. Always kept. */
    MIN_MAX,
    /** Counts of values in bins: 64 KiB while observing. */
    HISTOGRAM,
    /** Lowest and highest value of each sample: 16 bytes a sample. */
    SAMPLE_RANGES
}
