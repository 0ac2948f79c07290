package dev.octet.cli.option;

import dev.octet.affine.Scheme;
import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.CalibrationSettings.OnBadSample;
import dev.octet.cli.value.ByteAmount;
import dev.octet.cli.value.Choice;
import dev.octet.cli.value.Counts;
import dev.octet.cli.value.RangeText;
import dev.octet.observe.AutoEstimator;
import dev.octet.observe.RangeEstimator;
import dev.octet.observe.RangeMethod;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How samples are run, what is kept of them, and how ranges follow. */
public final class CalibrationOptions {
    @Option(
            names = "--range",
            paramLabel = "METHOD",
            converter = RangeText.class,
            completionCandidates = RangeText.class,
            description = "How a range follows from what was seen: ${COMPLETION-CANDIDATES}. Without it, auto. "
                    + "A parameter may follow, as in moving-average:0.05 or percentile:99.9.")
    private Optional<String> range;

    @Option(
            names = "--on-bad-sample",
            paramLabel = "fail|skip",
            converter = Choice.OfBadSample.class,
            completionCandidates = Choice.OfBadSample.class,
            description =
                    "Whether to stop at a sample that cannot be used, or to leave it out and list it in the report. "
                            + "Without it, fail.")
    private Optional<OnBadSample> onBadSample;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Run N samples at a time where the model leaves its first dimension open. Without it, 1.")
    private Optional<Integer> batch;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Runs to make side by side; without it one on each processor.")
    private Optional<Integer> threads;

    @Option(
            names = "--memory-budget",
            paramLabel = "SIZE",
            converter = ByteAmount.class,
            description = "What observed values may fill, such as 512MB; where they need more, go over the samples "
                    + "several times.")
    private Optional<Long> memoryBudget;

    @Option(
            names = "--cache",
            paramLabel = "FOLDER",
            description =
                    "Save what was seen in this folder, so that a run that was stopped goes on from there and one "
                            + "that was finished is not repeated.")
    private Optional<Path> cache;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public CalibrationOptions() {}

    /** How a range follows from what was seen, for values that are coded so. */
    public RangeEstimator estimator(Scheme activation) {
        return range.map(method -> RangeMethod.parse(method, activation))
                .orElseGet(() -> new AutoEstimator(activation));
    }

    /** How to run samples. */
    public CalibrationSettings settings() {
        CalibrationSettings settings = CalibrationSettings.defaults();
        settings = onBadSample.map(settings::withOnBadSample).orElse(settings);
        settings = memoryBudget.map(settings::withMemoryBudget).orElse(settings);
        settings = cache.map(settings::withCache).orElse(settings);
        if (batch.isPresent()) {
            settings = settings.withBatchSize(Counts.atLeastOne("--batch", batch.get()));
        }
        return threads.isPresent() ? settings.withWorkers(Counts.atLeastOne("--threads", threads.get())) : settings;
    }
}
