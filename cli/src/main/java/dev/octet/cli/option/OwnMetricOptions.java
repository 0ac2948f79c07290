package dev.octet.cli.option;

import dev.octet.cli.value.Assignment;
import dev.octet.cli.value.Counts;
import dev.octet.compare.command.MetricCommand;
import dev.octet.compare.command.Words;
import dev.octet.compare.metric.Metric;
import dev.octet.compare.metric.MetricClass;
import dev.octet.error.NearestName;
import dev.octet.error.OctetException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Metrics that the user brings. */
final class OwnMetricOptions {
    private static final int USUAL_SECONDS = 600;

    @Option(
            names = "--metric-class",
            paramLabel = "CLASS",
            description = "A Java class that implements dev.octet.compare.metric.Metric. May be given several times.")
    private List<String> classes = List.of();

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description = "A jar or folder that --metric-class is found in. May be given several times.")
    private List<Path> classPath = List.of();

    @Option(
            names = "--metric-command",
            paramLabel = "NAME=COMMAND",
            converter = Assignment.Converter.class,
            description = "A command that is given the outputs of a model and those of the float model as .npz files, "
                    + "and labels as a third, and prints one number. May be given several times.")
    private List<Assignment> commands = List.of();

    @Option(
            names = "--lower-is-better",
            paramLabel = "NAME",
            description = "Of this --metric-command a lower number is better. May be given several times.")
    private List<String> lower = List.of();

    @Option(
            names = "--metric-timeout",
            paramLabel = "SECONDS",
            description = "How long a --metric-command may take for one model. Without it, " + USUAL_SECONDS + ".")
    private Optional<Integer> timeout;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    OwnMetricOptions() {}

    /** Metrics in Java. */
    List<Metric> classes() {
        return classes.stream().map(name -> MetricClass.load(name, classPath)).toList();
    }

    /** Metrics that are commands. */
    List<MetricCommand> commands() {
        List<String> names = commands.stream().map(Assignment::name).toList();
        for (String name : lower) {
            if (!names.contains(name)) {
                throw OctetException.configuration("There is no --metric-command '%s' of which lower is better%s"
                        .formatted(name, NearestName.hint(name, names)));
            }
        }
        Duration limit = Duration.ofSeconds(Counts.atLeastOne("--metric-timeout", timeout.orElse(USUAL_SECONDS)));
        return commands.stream()
                .map(command -> new MetricCommand(
                        command.name(), Words.of(command.value()), !lower.contains(command.name()), limit))
                .toList();
    }
}
