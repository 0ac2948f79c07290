package dev.octet.float16;

/** What a node computes in. */
enum Precision {
    FLOAT32,
    FLOAT16,

    /** It reads floats of whichever type they come in, and makes none. */
    EITHER
}
