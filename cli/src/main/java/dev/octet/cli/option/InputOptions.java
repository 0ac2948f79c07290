package dev.octet.cli.option;

import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.SampleRequest;
import dev.octet.graph.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;

/**
 * How files become a model's inputs, the same for all samples that a command reads. A mixin, since picocli's code
 * generator takes a group for one command only.
 */
@Command(addMethodSubcommands = false)
public final class InputOptions {
    @ArgGroup(heading = "%nFrom files to the model's inputs:%n", exclusive = false, validate = false)
    private SampleOptions samples = new SampleOptions();

    @ArgGroup(
            heading = "%nFrom images and arrays to the model's input (or in preprocessing.yaml beside them):%n",
            exclusive = false,
            validate = false)
    private PreprocessingOptions images = new PreprocessingOptions();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public InputOptions() {}

    /** Inputs that are set by hand: numbers by input name. */
    public Map<String, String> constants() {
        return samples.constants();
    }

    /** The samples in a folder or file, for a model that has to be given these inputs. */
    public DataSource open(Path data, SampleRequest request, List<Value> modelInputs) {
        DataSettings settings = samples.applyTo(DataSettings.defaults().withPreprocessing(images.preprocessing()));
        return request.open(modelInputs, inputs -> DataSources.open(data, inputs, settings));
    }
}
