package dev.octet.cli.mode;

import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.provenance.Recipe;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a run is about besides the options of its mode. The files are not always those of the command line: {@code octet
 * verify} makes a model again somewhere else.
 *
 * @param model the float model's file
 * @param output where the result goes
 * @param data where samples are, if anywhere
 * @param recipe the options, for the metadata of the result
 * @param progress is told how far the run is
 * @param cancellation is looked at between steps
 */
public record RunRequest(
        Path model, Path output, Optional<Path> data, Recipe recipe, Progress progress, Cancellation cancellation) {}
