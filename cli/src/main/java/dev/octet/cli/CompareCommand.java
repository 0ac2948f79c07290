package dev.octet.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.calibrate.data.DataKind;
import dev.octet.calibrate.data.DataSettings;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.DataSources;
import dev.octet.compare.Comparer;
import dev.octet.compare.Comparison;
import dev.octet.compare.ComparisonSettings;
import dev.octet.compare.EvaluationSet;
import dev.octet.compare.gate.Gate;
import dev.octet.compare.gate.Verdict;
import dev.octet.format.WholeFile;
import dev.octet.graph.Value;
import dev.octet.report.ComparisonJson;
import dev.octet.report.Json;
import dev.octet.report.html.HtmlReport;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code octet compare}: what quantization did to a model, and whether that is good enough. */
@Command(
        name = "compare",
        description = "Compare a quantized model with its float form: outputs, accuracy, speed, size.",
        customSynopsis = "octet compare --data=PATH [OPTIONS] FLOAT QUANTIZED",
        footer = {
            "",
            "Example:",
            "  octet compare model.onnx model.int8.onnx --data evaluation --max-drop top1=0.5pt --max-size-ratio 0.3"
        })
final class CompareCommand implements Runnable {
    @Parameters(index = "0", paramLabel = "FLOAT", description = "The float model, an ONNX file.")
    private Path reference;

    @Parameters(index = "1", paramLabel = "QUANTIZED", description = "The quantized model.")
    private Path quantized;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            required = true,
            description = "Samples to compare on, other ones than were calibrated with: as for quantize.")
    private Path data;

    @Option(
            names = {"-r", "--report"},
            paramLabel = "FILE",
            description = "Also write everything that was measured as JSON.")
    private Optional<Path> report;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description = "Also draw everything that was measured as one HTML page that opens offline.")
    private Optional<Path> page;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress and no summary.")
    private boolean quiet;

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

    @ArgGroup(heading = "%nWhat is measured:%n", validate = false)
    private MeasureOptions measures = new MeasureOptions();

    @ArgGroup(heading = "%nAccuracy:%n", validate = false)
    private LabelOptions labels = new LabelOptions();

    @ArgGroup(heading = "%nOther forms of the result:%n", validate = false)
    private ResultFileOptions results = new ResultFileOptions();

    @ArgGroup(heading = "%nWhat the quantized model has to meet; exit code 7 if it does not:%n", validate = false)
    private GateOptions gateOptions = new GateOptions();

    @Mixin
    private InputOptions preprocessing = new InputOptions();

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CompareCommand() {}

    @Override
    public void run() {
        Stream.of(report, page).flatMap(Optional::stream).forEach(OutputFiles::requireFolder);
        Gate gate = gateOptions.gate();
        results.requireFolders();
        ComparisonSettings settings = measures.settings(
                        ComparisonSettings.of(reference, quantized, inputs -> evaluationSet(inputs, gate)))
                .withCancellation(main.cancellation());
        Comparison comparison = Comparer.compare(settings, main.progress(quiet));
        List<Verdict> verdicts = gate.judge(comparison);
        ObjectNode json = ComparisonJson.of(comparison, verdicts);
        report.ifPresent(file -> write(file, Json.print(json)));
        page.ifPresent(file -> HtmlReport.write(json, file));
        if (!quiet) {
            PrintWriter standardOutput = spec.commandLine().getOut();
            standardOutput.print(ComparisonText.of(comparison, verdicts));
            standardOutput.flush();
        }
        results.write(comparison, verdicts);
        Unmet.refuse(verdicts);
    }

    private static void write(Path file, String text) {
        WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private EvaluationSet evaluationSet(List<Value> inputs, Gate gate) {
        DataSettings settings =
                labels.settings(DataSettings.defaults().withPreprocessing(preprocessing.preprocessing()));
        DataSource all =
                DataSources.open(data, inputs, kind.map(settings::withKind).orElse(settings));
        EvaluationSet set = labels.evaluate(all, samples);
        gate.requireJudgeable(set.metricNames(), measures.isSpeedMeasured());
        return set;
    }
}
