package dev.octet.cli;

import dev.octet.calibrate.data.DataKind;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.RandomSource;
import dev.octet.calibrate.data.SampleRequest;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Which samples are used, and what fills the inputs that they do not. */
final class DataOptions {
    /** What choices and random input depend on unless the user says otherwise. */
    static final long SEED = SampleRequest.DEFAULT_SEED;

    @Option(
            names = "--data-kind",
            paramLabel = "KIND",
            converter = Choice.OfDataKind.class,
            completionCandidates = Choice.OfDataKind.class,
            description = "What to take from a folder that holds several kinds: ${COMPLETION-CANDIDATES}.")
    private Optional<DataKind> kind;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Use N samples, drawn at random but always the same, as many from each class folder.")
    private Optional<Integer> samples;

    @Option(
            names = "--random-input",
            paramLabel = "N",
            description = "Make up N samples instead of --data, to try a model out: ranges from them mean little.")
    private Optional<Integer> randomInput;

    @Option(
            names = "--dimension",
            paramLabel = "NAME=SIZE",
            converter = Assignment.Converter.class,
            description =
                    "Size of a dimension that the model leaves open, for random input. May be given several times.")
    private List<Assignment> dimensions = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What the choice of samples and random input depend on. Without it, " + SEED + ".")
    private Optional<Long> seed;

    @Option(
            names = "--input",
            paramLabel = "NAME=VALUE",
            converter = Assignment.Converter.class,
            description =
                    "Set this input of the model to the same for all samples, such as sr=16000; several numbers are "
                            + "separated by commas. May be given several times.")
    private List<Assignment> constants = List.of();

    @Option(
            names = "--feedback",
            paramLabel = "OUTPUT=INPUT",
            converter = Assignment.Converter.class,
            description = "Give this output to this input of the next sample, beginning with zeros in each folder or "
                    + "recording. May be given several times.")
    private List<Assignment> feedback = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    DataOptions() {}

    /** Whether samples are to be made up. */
    boolean isRandom() {
        return randomInput.isPresent();
    }

    /** The samples in a folder or file, for a model that has to be given these inputs. */
    DataSource open(Path path, List<Value> modelInputs, DataSettings settings) {
        DataSettings chosen = kind.map(settings::withKind).orElse(settings);
        return request().open(modelInputs, inputs -> DataSources.open(path, inputs, chosen));
    }

    /** Samples that are made up. */
    DataSource random(List<Value> modelInputs) {
        int count = Counts.atLeastOne("--random-input", randomInput.orElseThrow());
        Map<String, Long> sizes = new LinkedHashMap<>();
        dimensions.forEach(dimension -> sizes.put(dimension.name(), size(dimension)));
        return request()
                .open(
                        modelInputs,
                        inputs -> RandomSource.of(modelInputs(modelInputs), count, seed.orElse(SEED), sizes, Map.of()));
    }

    /** Random samples fill a fixed batch as it is. */
    private List<Value> modelInputs(List<Value> all) {
        List<String> set = constants.stream().map(Assignment::name).toList();
        return all.stream().filter(input -> !set.contains(input.name())).toList();
    }

    private static long size(Assignment dimension) {
        try {
            return Counts.atLeastOne("--dimension " + dimension.name(), Integer.parseInt(dimension.value()));
        } catch (NumberFormatException notANumber) {
            throw OctetException.configuration(
                    "Expected --dimension %s to be a number, got '%s'".formatted(dimension.name(), dimension.value()));
        }
    }

    private SampleRequest request() {
        OptionalInt count = samples.isPresent()
                ? OptionalInt.of(Counts.atLeastOne("--samples", samples.get()))
                : OptionalInt.empty();
        return new SampleRequest(Assignment.byName(constants), count, seed.orElse(SEED), !feedback.isEmpty());
    }

    /** The output that is fed back, by the input that takes it. */
    Map<String, String> feedback() {
        Map<String, String> outputs = new LinkedHashMap<>();
        feedback.forEach(assignment -> outputs.put(assignment.value(), assignment.name()));
        return outputs;
    }
}
