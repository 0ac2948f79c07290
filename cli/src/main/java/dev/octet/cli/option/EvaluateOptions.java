package dev.octet.cli.option;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.SampleRequest;
import dev.octet.cli.value.Counts;
import dev.octet.compare.EvaluationSet;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Value;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** What {@code octet quantize} compares its result on. */
public final class EvaluateOptions {
    /** The option that the others of {@link EvaluationOptions} need. */
    static final String OPTION = "--evaluate";

    static final String SAMPLES = "--evaluate-samples";

    @Option(
            names = OPTION,
            paramLabel = "PATH",
            description = "Then compare the result with the float model on these samples, as octet compare does; other "
                    + "ones than were calibrated with.")
    private Optional<Path> data;

    @Option(
            names = SAMPLES,
            paramLabel = "N",
            description = "Use N of them, drawn at random but always the same, as many from each class folder.")
    private Optional<Integer> samples;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public EvaluateOptions() {}

    public boolean isAsked() {
        return data.isPresent();
    }

    /** The samples with labels and metrics, if the result is to be compared. */
    public Optional<EvaluationSet> open(Path model, InputOptions inputs, EvaluationOptions evaluation) {
        return data.map(path -> {
            List<Value> modelInputs = OnnxReader.read(model).graph().requiredInputs();
            SampleRequest all = new SampleRequest(inputs.constants(), OptionalInt.empty(), DataOptions.SEED, false);
            DataSource source = inputs.open(path, all, modelInputs);
            return evaluation.open(source, samples.map(number -> Counts.atLeastOne(SAMPLES, number)));
        });
    }
}
