package dev.octet.compare.metric;

/** Which samples a metric wants labels of. */
public enum LabelNeed {
    /** Of none, or of those that it finds out itself. */
    NONE,

    /** Of each. */
    EACH,

    /** Of the second of each two, which are a pair. */
    SECOND_OF_TWO
}
