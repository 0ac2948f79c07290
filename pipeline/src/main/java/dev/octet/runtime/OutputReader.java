package dev.octet.runtime;

/** Reads the outputs of a run where they are, without a copy for each. */
@FunctionalInterface
public interface OutputReader {
    /** Reads one output; called once for each, in the order of the model's outputs. */
    void read(String name, OutputView view);

    /** Learns of an output that is no tensor: a sequence, a map, or an optional value. Does nothing by default. */
    default void skipped(String name, String description) {}
}
