package dev.octet.calibrate.data;

import dev.octet.calibrate.image.Preprocessing;
import java.util.Optional;

/**
 * How to read a folder or file of samples.
 *
 * @param kind which kind of files to take, where a folder holds several; recognized without it
 * @param preprocessing what overrides the {@code preprocessing.yaml} beside the data
 */
public record DataSettings(Optional<DataKind> kind, Preprocessing preprocessing) {
    /** Recognize the kind, and follow the file beside the data. */
    public static DataSettings defaults() {
        return new DataSettings(Optional.empty(), Preprocessing.NONE);
    }

    /** These settings for one kind of files only. */
    public DataSettings withKind(DataKind only) {
        return new DataSettings(Optional.of(only), preprocessing);
    }

    /** These settings with other preprocessing. */
    public DataSettings withPreprocessing(Preprocessing other) {
        return new DataSettings(kind, other);
    }
}
