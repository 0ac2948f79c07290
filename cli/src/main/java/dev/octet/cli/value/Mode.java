package dev.octet.cli.value;

/** What {@code octet quantize} does to a model. */
public enum Mode {
    /** Weights and activations become integers, with ranges from calibration data. */
    STATIC,

    /** Weights become int8, activations uint8 whenever the model runs; needs no data. */
    DYNAMIC,

    /** Weights become integers of 8 or 4 bits, everything else stays float; data makes it more exact. */
    WEIGHT_ONLY,

    /** Weights become codes into lists of 16 or 256 values, everything else stays float; needs no data. */
    CODEBOOK,

    /** What is float becomes float16; needs no data. */
    FLOAT16
}
