package dev.octet.cli;

import dev.octet.calibrate.image.Preprocessing;
import picocli.CommandLine.ArgGroup;

/** {@link PreprocessingOptions} for several commands: picocli's code generator takes a group for one command only. */
final class InputOptions {
    @ArgGroup(
            heading = "%nFrom images and arrays to the model's input (or in preprocessing.yaml beside them):%n",
            validate = false)
    private PreprocessingOptions options = new PreprocessingOptions();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    InputOptions() {}

    /** What was said; it overrides the file beside the data. */
    Preprocessing preprocessing() {
        return options.preprocessing();
    }
}
