package dev.octet.cli;

import dev.octet.affine.Scheme;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.CalibrationSettings.OnBadSample;
import dev.octet.calibrate.data.DataKind;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.calibrate.image.Preprocessing;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.observe.MinMaxEstimator;
import dev.octet.observe.RangeEstimator;
import dev.octet.observe.RangeMethod;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which samples are used, and how they are run. */
final class DataOptions {
    /** Any number would do; it has to be the same each time. */
    static final long SEED = 1;

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
            names = "--skip-bad-samples",
            description = "Leave out samples that cannot be used; list them in the report.")
    private boolean skipBadSamples;

    @Option(
            names = "--range",
            paramLabel = "METHOD",
            converter = RangeText.class,
            completionCandidates = RangeText.class,
            description = "How a range follows from what was seen: ${COMPLETION-CANDIDATES}. Without it, min-max. "
                    + "A parameter may follow, as in moving-average:0.05 or percentile:99.9.")
    private Optional<String> range;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Samples to run at a time; without it one on each processor.")
    private Optional<Integer> threads;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    DataOptions() {}

    /** The samples for a model with these inputs. */
    DataSource open(Path path, List<Value> modelInputs, Preprocessing preprocessing) {
        DataSettings settings = DataSettings.defaults().withPreprocessing(preprocessing);
        DataSource all =
                DataSources.open(path, modelInputs, kind.map(settings::withKind).orElse(settings));
        return samples.map(count -> SampleChoice.spread(all, atLeastOne("--samples", count), SEED))
                .orElse(all);
    }

    /** How a range follows from what was seen, for values that are coded so. */
    RangeEstimator estimator(Scheme activation) {
        return range.map(method -> RangeMethod.parse(method, activation)).orElseGet(MinMaxEstimator::new);
    }

    /** How to run them. */
    CalibrationSettings calibration() {
        CalibrationSettings settings =
                CalibrationSettings.defaults().withOnBadSample(skipBadSamples ? OnBadSample.SKIP : OnBadSample.FAIL);
        return threads.map(number -> settings.withWorkers(atLeastOne("--threads", number)))
                .orElse(settings);
    }

    private static int atLeastOne(String option, int number) {
        if (number < 1) {
            throw OctetException.configuration("Expected %s to be 1 or more, got %d".formatted(option, number));
        }
        return number;
    }
}
