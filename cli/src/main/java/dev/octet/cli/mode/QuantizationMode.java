package dev.octet.cli.mode;

import dev.octet.cli.option.RecipeOptions;
import dev.octet.provenance.Recipe;
import dev.octet.run.RunResult;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ParseResult;

/**
 * One way to quantize a model, made of the options that mean something to it.
 *
 * @param <R> what it leaves
 */
public interface QuantizationMode<R extends RunResult> {
    /** Names the result where the user does not: {@code int8} makes {@code model.int8.onnx} of {@code model.onnx}. */
    String word();

    /** What to note in the model's metadata so that it can be made again. */
    default Recipe recipe(ParseResult given) {
        return RecipeOptions.of(given);
    }

    /**
     * Makes the model and writes it.
     *
     * @throws dev.octet.error.OctetException if it cannot be made or written
     * @throws picocli.CommandLine.ParameterException if options contradict each other, or one is missing
     */
    R quantize(RunRequest request);

    /** Writes what goes into files besides the model. */
    void write(R result, Optional<Path> report);

    /**
     * The result for people.
     *
     * @param report where the report was written, if it was
     */
    String summary(R result, Optional<Path> report);
}
