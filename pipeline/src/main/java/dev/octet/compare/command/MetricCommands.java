package dev.octet.compare.command;

import dev.octet.progress.Cancellation;
import dev.octet.runtime.TemporaryFolder;
import dev.octet.tensor.Tensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what two models answered to each sample until all are through, and then has commands judge it. Without commands
 * nothing is kept.
 */
public final class MetricCommands implements AutoCloseable {
    private final List<MetricCommand> commands;
    private final Optional<TemporaryFolder> folder;
    private final List<OutputSpool> spools = new ArrayList<>();
    private long samples;

    /** @param commands what is to judge; none at all is fine */
    public MetricCommands(List<MetricCommand> commands) {
        this.commands = List.copyOf(commands);
        folder = commands.isEmpty() ? Optional.empty() : Optional.of(TemporaryFolder.create());
        folder.ifPresent(temporary -> List.of("float", "quantized", "labels")
                .forEach(stem -> spools.add(new OutputSpool(temporary.path(), stem))));
    }

    /**
     * What a command says of both models.
     *
     * @param command which
     * @param samples how many it judged
     * @param reference its number for the float model
     * @param quantized its number for the quantized model
     */
    public record Judgement(MetricCommand command, long samples, double reference, double quantized) {}

    /** Keeps what both models answered to one sample. */
    public void add(Map<String, Tensor> reference, Map<String, Tensor> quantized, Optional<Tensor> label) {
        if (folder.isPresent()) {
            samples++;
            spools.get(0).add(reference);
            spools.get(1).add(quantized);
            label.ifPresent(right -> spools.get(2).add(Map.of("labels", right)));
        }
    }

    /**
     * Runs all commands; nothing can be added after that.
     *
     * @throws dev.octet.error.OctetException of kind CONFIGURATION if one of them fails
     */
    public List<Judgement> judge(Cancellation cancellation) {
        return folder.map(temporary -> judge(temporary.path(), cancellation)).orElse(List.of());
    }

    private List<Judgement> judge(Path place, Cancellation cancellation) {
        Path reference = spools.get(0).archive();
        Path quantized = spools.get(1).archive();
        List<Path> labels =
                spools.get(2).isEmpty() ? List.of() : List.of(spools.get(2).archive());
        List<Judgement> judgements = new ArrayList<>();
        for (MetricCommand command : commands) {
            CommandRun run = new CommandRun(command, place, cancellation);
            judgements.add(new Judgement(
                    command,
                    samples,
                    run.figure(files(reference, reference, labels)),
                    run.figure(files(quantized, reference, labels))));
        }
        return judgements;
    }

    private static List<Path> files(Path judged, Path reference, List<Path> labels) {
        List<Path> files = new ArrayList<>(List.of(judged, reference));
        files.addAll(labels);
        return files;
    }

    @Override
    public void close() {
        spools.forEach(OutputSpool::close);
        folder.ifPresent(TemporaryFolder::close);
    }
}
