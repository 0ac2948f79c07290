package dev.octet.format;

/** When a model's weights go into a file of their own beside the model. */
public enum ExternalDataUse {
    /** Never; a model that is too large for one file is refused. */
    NEVER,
    /** When the weights come near the 2 GiB that one file can hold. */
    WHEN_NEEDED,
    /** Always, for all weights of 1 KiB or more. */
    ALWAYS
}
