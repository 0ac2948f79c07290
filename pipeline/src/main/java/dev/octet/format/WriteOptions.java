package dev.octet.format;

import java.util.Objects;

/**
 * How to write a model.
 *
 * @param externalData when weights go into {@code <model>.data} beside the model
 */
public record WriteOptions(ExternalDataUse externalData) {
    /** Checks for null. */
    public WriteOptions {
        Objects.requireNonNull(externalData);
    }

    /** External data when needed. */
    public static WriteOptions defaults() {
        return new WriteOptions(ExternalDataUse.WHEN_NEEDED);
    }

    /** These options with another use of external data. */
    public WriteOptions withExternalData(ExternalDataUse use) {
        return new WriteOptions(use);
    }
}
