package dev.octet.run;

import java.nio.file.Path;
import java.util.List;

/** What is known of a run in the end, whatever was made of the model. */
public interface RunResult {
    /** The float model's file. */
    Path model();

    /** Where the result went. */
    Path output();

    /** Size of the float model with its external data. */
    long floatBytes();

    /** Size of what was written, with its external data; 0 if nothing was. */
    long quantizedBytes();

    /** Wall-clock time of the whole run. */
    double seconds();

    /** What applies to the whole model, for people. */
    List<String> notes();

    /** Size after as a share of size before. */
    default double sizeRatio() {
        return (double) quantizedBytes() / floatBytes();
    }

    /**
     * Returns if a model was written, which is so for every run that ends unless it may refuse what it made.
     *
     * @throws dev.octet.error.OctetException of kind UNMET if nothing was written because too little was quantized
     */
    default void requireWritten() {}
}
