package dev.octet.cli;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.SampleChoice;
import dev.octet.compare.EvaluationSet;
import dev.octet.compare.label.ClassFolders;
import dev.octet.compare.label.Labels;
import dev.octet.compare.metric.Metric;
import dev.octet.compare.metric.Metrics;
import dev.octet.error.OctetException;
import java.nio.file.Path;
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
                    "Labels in the order of the samples: .npy or idx with one a row, or a table (.csv, .tsv). Without "
                            + "it, class folders are the labels.")
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

    /** The samples with their labels, or so many of them, and the metrics. */
    EvaluationSet evaluate(DataSource data, Optional<Integer> count) {
        boolean folders = labels.isEmpty() && ClassFolders.areIn(data);
        DataSource labelled = labels.map(file -> Labels.attach(data, file, column))
                .orElseGet(() -> folders ? ClassFolders.label(data) : data);
        List<String> names = metrics.isEmpty() && (folders || labels.isPresent()) ? List.of("top1") : metrics;
        if (names.contains("spearman") && count.isPresent()) {
            throw OctetException.configuration("--samples would take pairs apart; leave it out with --metric spearman");
        }
        List<Metric> chosen =
                names.stream().map(name -> Metrics.named(name, output)).toList();
        return new EvaluationSet(
                count.map(number -> SampleChoice.spread(labelled, number, SEED)).orElse(labelled), chosen);
    }
}
