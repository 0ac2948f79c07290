package dev.octet.cli;

import dev.octet.calibrate.data.SampleRequest;
import dev.octet.cli.option.ConfigurationFile;
import dev.octet.cli.option.DataOptions;
import dev.octet.cli.option.Evaluated;
import dev.octet.cli.option.EvaluationOptions;
import dev.octet.cli.option.InputOptions;
import dev.octet.cli.option.OutputFiles;
import dev.octet.cli.option.RunOptions;
import dev.octet.compare.ComparisonSettings;
import dev.octet.compare.EvaluationSet;
import dev.octet.format.WholeFile;
import dev.octet.graph.Value;
import dev.octet.report.Json;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
        addMethodSubcommands = false,
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

    /** Here to be documented: {@link ConfigurationFile} puts what it says among the arguments before they are read. */
    @SuppressWarnings("UnusedVariable")
    @Option(
            names = ConfigurationFile.OPTION,
            paramLabel = "FILE",
            description = "Options from a YAML file, by their long names without dashes; what is given here wins.")
    private Optional<Path> configurationFile;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show no progress and no summary.")
    private boolean quiet;

    @Option(
            names = "--samples",
            paramLabel = "N",
            description = "Use N samples, drawn at random but always the same, as many from each class folder.")
    private Optional<Integer> samples;

    @ArgGroup(heading = "%nHow both models run:%n", exclusive = false, validate = false)
    private RunOptions runs = new RunOptions();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    @Mixin
    private InputOptions inputs = new InputOptions();

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    CompareCommand() {}

    @Override
    public void run() {
        report.ifPresent(OutputFiles::requireFolder);
        ComparisonSettings settings = runs.settings(
                ComparisonSettings.of(reference, quantized, this::evaluationSet).withCancellation(main.cancellation()));
        Evaluated evaluated = evaluation.compare(settings, main.progress(quiet));
        report.ifPresent(
                file -> WholeFile.write(file, Json.print(evaluated.json()).getBytes(StandardCharsets.UTF_8)));
        if (!quiet) {
            PrintWriter standardOutput = spec.commandLine().getOut();
            standardOutput.print(evaluated.text());
            standardOutput.flush();
        }
        Unmet.refuse(evaluated.verdicts());
    }

    private EvaluationSet evaluationSet(List<Value> modelInputs) {
        SampleRequest all = new SampleRequest(inputs.constants(), OptionalInt.empty(), DataOptions.SEED, false);
        return evaluation.open(inputs.open(data, all, modelInputs), samples);
    }
}
