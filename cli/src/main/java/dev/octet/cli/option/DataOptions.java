package dev.octet.cli.option;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.RandomSource;
import dev.octet.calibrate.data.SampleRequest;
import dev.octet.cli.value.Assignment;
import dev.octet.cli.value.Counts;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Option;

/** Which samples are used, and what becomes of the state that goes from one to the next. */
public final class DataOptions {
    /** What choices and random input depend on unless the user says otherwise. */
    public static final long SEED = SampleRequest.DEFAULT_SEED;

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
                    "Size of a dimension that the model leaves open, for random input; INPUT:AXIS for one without a name. May be given several times.")
    private List<Assignment> dimensions = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What the choice of samples and random input depend on. Without it, " + SEED + ".")
    private Optional<Long> seed;

    @Option(
            names = "--feedback",
            paramLabel = "OUTPUT=INPUT",
            converter = Assignment.Converter.class,
            description = "Give this output to this input of the next sample, beginning with zeros in each folder or "
                    + "recording. May be given several times.")
    private List<Assignment> feedback = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public DataOptions() {}

    /** Whether samples are to be made up. */
    public boolean isRandom() {
        return randomInput.isPresent();
    }

    /** Samples that are made up, but for inputs that are the same in all of them. */
    public DataSource random(List<Value> modelInputs, Map<String, String> constants) {
        int count = Counts.atLeastOne("--random-input", randomInput.orElseThrow());
        Map<String, Long> sizes = new LinkedHashMap<>();
        dimensions.forEach(dimension -> sizes.put(dimension.name(), size(dimension)));
        // Random samples fill a fixed batch as it is.
        List<Value> open = modelInputs.stream()
                .filter(input -> !constants.containsKey(input.name()))
                .toList();
        return request(constants)
                .open(modelInputs, inputs -> RandomSource.of(open, count, seed.orElse(SEED), sizes, Map.of()));
    }

    private static long size(Assignment dimension) {
        try {
            return Counts.atLeastOne("--dimension " + dimension.name(), Integer.parseInt(dimension.value()));
        } catch (NumberFormatException notANumber) {
            throw OctetException.configuration(
                    "Expected --dimension %s to be a number, got '%s'".formatted(dimension.name(), dimension.value()));
        }
    }

    /** Which samples are chosen, with these inputs the same in all of them. */
    public SampleRequest request(Map<String, String> constants) {
        OptionalInt count = samples.isPresent()
                ? OptionalInt.of(Counts.atLeastOne("--samples", samples.get()))
                : OptionalInt.empty();
        return new SampleRequest(constants, count, seed.orElse(SEED), !feedback.isEmpty());
    }

    /** The output that is fed back, by the input that takes it. */
    public Map<String, String> feedback() {
        Map<String, String> outputs = new LinkedHashMap<>();
        feedback.forEach(assignment -> outputs.put(assignment.value(), assignment.name()));
        return outputs;
    }
}
