package dev.octet.cli.option;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.compare.EvaluationSet;
import dev.octet.compare.command.MetricCommand;
import dev.octet.compare.label.ClassFolders;
import dev.octet.compare.label.Labels;
import dev.octet.compare.metric.Metric;
import dev.octet.compare.metric.Metrics;
import dev.octet.error.OctetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What is right for each sample, and which figures of accuracy to take. */
final class LabelOptions {
    /** Any number would do; it has to be the same each time. */
    private static final long SEED = 1;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description =
                    "A table (.csv, .tsv) of names of samples and labels, or labels in the order of the samples: a "
                            + "table, .npy or idx with one a row. Without it, class folders are the labels.")
    private Optional<Path> labels;

    @Option(
            names = "--label-column",
            paramLabel = "COLUMN",
            description = "Column of the labels in a table: its name, or its number from 1. Without it, the last.")
    private Optional<String> column;

    @Option(
            names = "--metric",
            paramLabel = "NAME",
            description =
                    "top1, top5 ..., rmse, psnr, psnr:255, spearman or nll. May be given several times. Without it, "
                            + "top1 where there are labels.")
    private List<String> metrics = List.of();

    @Option(
            names = "--metric-output",
            paramLabel = "OUTPUT",
            description = "The output that metrics judge. Without it, the first.")
    private Optional<String> output;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    LabelOptions() {}

    /** The samples with their labels, or so many of them, and the metrics: those named here and the user's own. */
    EvaluationSet evaluate(DataSource data, Optional<Integer> count, OwnMetricOptions own) {
        boolean folders = labels.isEmpty() && ClassFolders.areIn(data);
        DataSource labelled = labels.map(file -> Labels.attach(data, file, column))
                .orElseGet(() -> folders ? ClassFolders.label(data) : data);
        if (metrics.contains("spearman") && count.isPresent()) {
            throw OctetException.configuration(
                    "A choice of samples would take pairs apart; use all of them with --metric spearman");
        }
        List<Metric> chosen = new ArrayList<>(own.classes());
        List<MetricCommand> commands = own.commands();
        metrics.forEach(name -> chosen.add(Metrics.named(name, output)));
        if (chosen.isEmpty() && commands.isEmpty() && (folders || labels.isPresent())) {
            chosen.add(Metrics.named("top1", output));
        }
        return new EvaluationSet(
                count.map(number -> SampleChoice.spread(labelled, number, SEED)).orElse(labelled), chosen, commands);
    }
}
