package dev.octet.cli;

import dev.octet.cli.mode.CodebookMode;
import dev.octet.cli.mode.DynamicMode;
import dev.octet.cli.mode.Float16Mode;
import dev.octet.cli.mode.QuantizationMode;
import dev.octet.cli.mode.RunRequest;
import dev.octet.cli.mode.Samples;
import dev.octet.cli.mode.StaticMode;
import dev.octet.cli.mode.WeightOnlyMode;
import dev.octet.cli.option.CalibrationOptions;
import dev.octet.cli.option.CodebookOptions;
import dev.octet.cli.option.ConfigurationFile;
import dev.octet.cli.option.DataOptions;
import dev.octet.cli.option.EvaluateOptions;
import dev.octet.cli.option.Evaluated;
import dev.octet.cli.option.EvaluationOptions;
import dev.octet.cli.option.Float16Options;
import dev.octet.cli.option.InputOptions;
import dev.octet.cli.option.ModeOptions;
import dev.octet.cli.option.OutputFiles;
import dev.octet.cli.option.PlacementOptions;
import dev.octet.cli.option.RangeFileOptions;
import dev.octet.cli.option.RefinementOptions;
import dev.octet.cli.option.WeightOptions;
import dev.octet.cli.value.Choice;
import dev.octet.cli.value.Mode;
import dev.octet.compare.ComparisonSettings;
import dev.octet.compare.EvaluationSet;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.provenance.Recipe;
import dev.octet.report.ComparedRun;
import dev.octet.run.RunResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code octet quantize}: a float model and samples in, a quantized model and what was done out. */
@Command(
        name = "quantize",
        addMethodSubcommands = false,
        description = "Quantize a float model with calibration data, and say what was done.",
        customSynopsis = {
            "octet quantize --data=PATH [OPTIONS] MODEL",
            "      octet quantize --mode=dynamic [OPTIONS] MODEL",
            "      octet quantize --mode=weight-only [OPTIONS] MODEL",
            "      octet quantize --mode=codebook [OPTIONS] MODEL",
            "      octet quantize --mode=float16 [OPTIONS] MODEL"
        },
        footer = {"", "Example:", "  octet quantize model.onnx --data images --samples 200 --report report.json"})
final class QuantizeCommand implements Runnable {
    @Parameters(paramLabel = "MODEL", description = "The float model, an ONNX file.")
    private Path model;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            description =
                    "Samples to calibrate with, which --mode=static needs and --mode=weight-only may use: a folder of images, arrays (.npy,"
                            + " .npz), test_data_set_N, sound, tables or texts, or one such file.")
    private Optional<Path> data;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            converter = Choice.OfMode.class,
            completionCandidates = Choice.OfMode.class,
            description = "What to quantize: ${COMPLETION-CANDIDATES}. Without it, static.")
    private Optional<Mode> mode;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where the quantized model goes. Without it model.onnx becomes model.int8.onnx in the same folder.")
    private Optional<Path> output;

    @Option(
            names = {"-r", "--report"},
            paramLabel = "FILE",
            description = "Also write everything that was done and decided as JSON.")
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

    @ArgGroup(heading = "%nSamples:%n", exclusive = false, validate = false)
    private DataOptions dataOptions = new DataOptions();

    @Mixin
    private InputOptions inputs = new InputOptions();

    @ArgGroup(heading = "%nHow values are observed and ranges chosen:%n", exclusive = false, validate = false)
    private CalibrationOptions calibration = new CalibrationOptions();

    @ArgGroup(heading = "%nRanges from and to files:%n", exclusive = false, validate = false)
    private RangeFileOptions rangeFiles = new RangeFileOptions();

    @ArgGroup(heading = "%nWhat is quantized:%n", exclusive = false, validate = false)
    private PlacementOptions placement = new PlacementOptions();

    @ArgGroup(heading = "%nWhat is worth it:%n", exclusive = false, validate = false)
    private RefinementOptions refinement = new RefinementOptions();

    @ArgGroup(heading = "%nWeights alone (--mode=weight-only):%n", exclusive = false, validate = false)
    private WeightOptions weights = new WeightOptions();

    @ArgGroup(heading = "%nCodebooks (--mode=codebook):%n", exclusive = false, validate = false)
    private CodebookOptions codebooks = new CodebookOptions();

    @ArgGroup(heading = "%nComparing the result with the float model:%n", exclusive = false, validate = false)
    private EvaluateOptions evaluate = new EvaluateOptions();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    @ArgGroup(
            heading = "%nFloat16 (--mode=float16, or with --mode=weight-only):%n",
            exclusive = false,
            validate = false)
    private Float16Options float16 = new Float16Options();

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    QuantizeCommand() {}

    @Override
    public void run() {
        ModeOptions.requireFitting(spec.commandLine(), mode());
        if (evaluate.isAsked() && !dataOptions.feedback().isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--evaluate does not give outputs back to inputs. Leave it out, then run octet compare on samples that hold the fed inputs too, such as .npz files with a recorded state.");
        }
        // Before the work, so that labels that do not fit are not found out after it.
        Optional<EvaluationSet> set = evaluate.open(model, inputs, evaluation);
        OutputFiles files = quantize(quantization());
        set.ifPresent(found -> compare(files, found));
    }

    private Mode mode() {
        return mode.orElse(Mode.STATIC);
    }

    /** The chosen mode with the options that it looks at, which are those that {@link ModeOptions} lets it have. */
    private QuantizationMode<?> quantization() {
        return switch (mode()) {
            case STATIC -> new StaticMode(samples(), calibration, rangeFiles, placement, refinement);
            case DYNAMIC -> new DynamicMode(placement);
            case WEIGHT_ONLY -> new WeightOnlyMode(weights, samples(), float16, placement, refinement);
            case CODEBOOK -> new CodebookMode(codebooks, weights, placement);
            case FLOAT16 -> new Float16Mode(float16, placement, refinement);
        };
    }

    private Samples samples() {
        return new Samples(spec.commandLine(), dataOptions, inputs, rangeFiles);
    }

    private <R extends RunResult> OutputFiles quantize(QuantizationMode<R> quantization) {
        OutputFiles files = OutputFiles.of(model, output, quantization.word(), report);
        rangeFiles.check();
        Recipe recipe = quantization.recipe(spec.commandLine().getParseResult());
        R result = quantization.quantize(request(model, files.model(), data, recipe));
        quantization.write(result, files.report());
        print(() -> quantization.summary(result, files.report()));
        result.requireWritten();
        return files;
    }

    /**
     * Makes a model again.
     *
     * @param recipe the options, which were parsed into this command; they go into the metadata again
     */
    void repeat(Path input, Path result, Optional<Path> samples, Recipe recipe) {
        quantization().quantize(request(input, result, samples, recipe));
    }

    private RunRequest request(Path input, Path result, Optional<Path> samples, Recipe recipe) {
        return new RunRequest(input, result, samples, recipe, main.progress(quiet), main.cancellation());
    }

    private void compare(OutputFiles files, EvaluationSet set) {
        ComparisonSettings settings =
                ComparisonSettings.of(model, files.model(), modelInputs -> set).withCancellation(main.cancellation());
        Evaluated evaluated = evaluated(settings, files.model());
        files.report().ifPresent(file -> ComparedRun.add(file, evaluated.json()));
        print(() -> "\n" + evaluated.text());
        Unmet.refuse(evaluated.verdicts());
    }

    private Evaluated evaluated(ComparisonSettings settings, Path written) {
        try {
            return evaluation.compare(settings, main.progress(quiet));
        } catch (OctetException failure) {
            if (failure.kind() == Kind.CANCELLED) {
                throw new OctetException(
                        Kind.CANCELLED, "Stopped while comparing; %s is written".formatted(written), failure);
            }
            throw failure;
        }
    }

    private void print(Supplier<String> summary) {
        if (!quiet) {
            PrintWriter standardOutput = spec.commandLine().getOut();
            standardOutput.print(summary.get());
            standardOutput.flush();
        }
    }
}
