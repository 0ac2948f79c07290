package dev.octet.inspect;

/** How many weights share a scale or a codebook. */
public enum Granularity {
    /** All of a tensor. */
    TENSOR,

    /** Those of a channel. */
    CHANNEL,

    /** Some that follow one another within a channel. */
    BLOCK,

    /** The scales are read by another operator. */
    UNKNOWN
}
