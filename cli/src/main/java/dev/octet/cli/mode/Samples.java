package dev.octet.cli.mode;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.SampleRequest;
import dev.octet.cli.option.DataOptions;
import dev.octet.cli.option.InputOptions;
import dev.octet.cli.option.RangeFileOptions;
import dev.octet.graph.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Samples from files, made up, or none where ranges come from a file; which of them, several options tell together.
 *
 * @param command is named where they contradict each other
 * @param options which samples are used
 * @param inputs how they become the model's inputs
 * @param ranges with a file of ranges, no samples are needed
 */
public record Samples(CommandLine command, DataOptions options, InputOptions inputs, RangeFileOptions ranges) {
    /** The output that is given back to each of these inputs. */
    Map<String, String> feedback() {
        return options.feedback();
    }

    /**
     * What opens the samples, given the model's inputs.
     *
     * @param data the folder or file that they are in, if the user named one
     * @throws ParameterException if there are two sources, or there is none and one is needed
     */
    Function<List<Value>, DataSource> from(Optional<Path> data) {
        if (data.isPresent() && options.isRandom()) {
            throw mistake("Expected --data or --random-input, got both.");
        }
        if (options.isRandom()) {
            return modelInputs -> options.random(modelInputs, inputs.constants());
        }
        if (data.isPresent()) {
            SampleRequest request = options.request(inputs.constants());
            return modelInputs -> inputs.open(data.get(), request, modelInputs);
        }
        if (!ranges.isImport()) {
            throw mistake(
                    "Missing required option: '--data=PATH', some inputs as the model will see them. Without any, choose --mode=dynamic or --mode=weight-only.");
        }
        return modelInputs -> DataSource.of(List.of(), "no samples");
    }

    private ParameterException mistake(String message) {
        return new ParameterException(command, message);
    }
}
