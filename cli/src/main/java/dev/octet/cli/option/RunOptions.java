package dev.octet.cli.option;

import dev.octet.cli.value.Counts;
import dev.octet.compare.ComparisonSettings;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How two models that are compared run. */
public final class RunOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that each model runs with; without it as many as processors.")
    private Optional<Integer> threads;

    @Option(
            names = "--batch",
            paramLabel = "N",
            description = "Samples in one run when speed is measured. Without it, 1.")
    private Optional<Integer> batch;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public RunOptions() {}

    /** These settings as the user wants them. */
    public ComparisonSettings settings(ComparisonSettings usual) {
        ComparisonSettings settings = usual;
        if (threads.isPresent()) {
            settings = settings.withThreads(Counts.atLeastOne("--threads", threads.get()));
        }
        return batch.isPresent() ? settings.withBatch(Counts.atLeastOne("--batch", batch.get())) : settings;
    }
}
