package dev.octet.cli;

import dev.octet.CodebookQuantization;
import dev.octet.CodebookQuantizationConfiguration;
import dev.octet.CodebookQuantizationReport;
import dev.octet.CodebookQuantizationResult;
import dev.octet.DynamicQuantization;
import dev.octet.DynamicQuantizationConfiguration;
import dev.octet.DynamicQuantizationReport;
import dev.octet.DynamicQuantizationResult;
import dev.octet.QuantizationReport;
import dev.octet.QuantizationResult;
import dev.octet.Quantizer;
import dev.octet.QuantizerConfiguration;
import dev.octet.WeightQuantizationReport;
import dev.octet.WeightQuantizationResult;
import dev.octet.WeightQuantizer;
import dev.octet.WeightQuantizerConfiguration;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.SampleRequest;
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
import dev.octet.cli.option.RecipeOptions;
import dev.octet.cli.option.RefinementOptions;
import dev.octet.cli.option.WeightOptions;
import dev.octet.cli.text.CodebookQuantizationText;
import dev.octet.cli.text.DynamicQuantizationText;
import dev.octet.cli.text.QuantizationText;
import dev.octet.cli.text.WeightQuantizationText;
import dev.octet.cli.value.Choice;
import dev.octet.cli.value.Mode;
import dev.octet.codebook.CodebookSettings;
import dev.octet.compare.ComparisonSettings;
import dev.octet.compare.EvaluationSet;
import dev.octet.dynamic.DynamicSettings;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.provenance.Recipe;
import dev.octet.report.ComparedRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
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

    @ArgGroup(heading = "%nSamples:%n", validate = false)
    private DataOptions dataOptions = new DataOptions();

    @Mixin
    private InputOptions inputs = new InputOptions();

    @ArgGroup(heading = "%nHow values are observed and ranges chosen:%n", validate = false)
    private CalibrationOptions calibration = new CalibrationOptions();

    @ArgGroup(heading = "%nRanges from and to files:%n", validate = false)
    private RangeFileOptions rangeFiles = new RangeFileOptions();

    @ArgGroup(heading = "%nWhat is quantized:%n", validate = false)
    private PlacementOptions placement = new PlacementOptions();

    @ArgGroup(heading = "%nWhat is worth it:%n", validate = false)
    private RefinementOptions refinement = new RefinementOptions();

    @ArgGroup(heading = "%nWeights alone (--mode=weight-only):%n", validate = false)
    private WeightOptions weights = new WeightOptions();

    @ArgGroup(heading = "%nCodebooks (--mode=codebook):%n", validate = false)
    private CodebookOptions codebooks = new CodebookOptions();

    @ArgGroup(heading = "%nComparing the result with the float model:%n", validate = false)
    private EvaluateOptions evaluate = new EvaluateOptions();

    @Mixin
    private EvaluationOptions evaluation = new EvaluationOptions();

    @ArgGroup(heading = "%nFloat16 (--mode=float16, or with --mode=weight-only):%n", validate = false)
    private Float16Options float16 = new Float16Options();

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    QuantizeCommand() {}

    @Override
    public void run() {
        Mode chosen = mode.orElse(Mode.STATIC);
        ModeOptions.requireFitting(spec.commandLine(), chosen);
        if (evaluate.isAsked() && !dataOptions.feedback().isEmpty()) {
            throw mistake(
                    "--evaluate does not give outputs back to inputs. Leave it out, then run octet compare on samples that hold the fed inputs too, such as .npz files with a recorded state.");
        }
        // Before the work, so that labels that do not fit are not found out after it.
        Optional<EvaluationSet> set = evaluate.open(model, inputs, evaluation);
        OutputFiles files = switch (chosen) {
            case STATIC -> quantizeAll();
            case DYNAMIC -> quantizeDynamically();
            case WEIGHT_ONLY, FLOAT16 -> shrink(chosen);
            case CODEBOOK -> quantizeToCodebooks();
        };
        set.ifPresent(found -> compare(files, found));
    }

    /**
     * Makes a model again.
     *
     * @param recipe the options, which were parsed into this command; they go into the metadata again
     */
    void repeat(Path input, Path result, Optional<Path> samples, Recipe recipe) {
        Mode chosen = mode.orElse(Mode.STATIC);
        switch (chosen) {
            case STATIC -> Quantizer.quantize(configuration(input, result, samples, recipe), main.progress(quiet));
            case DYNAMIC ->
                DynamicQuantization.quantize(
                        dynamicConfiguration(input, result, recipe), main.progress(quiet), main.cancellation());
            case WEIGHT_ONLY, FLOAT16 ->
                WeightQuantizer.quantize(
                        weightConfiguration(chosen, input, result, samples, recipe),
                        main.progress(quiet),
                        main.cancellation());
            case CODEBOOK ->
                CodebookQuantization.quantize(
                        codebookConfiguration(input, result, recipe), main.progress(quiet), main.cancellation());
        }
    }

    private void compare(OutputFiles files, EvaluationSet set) {
        ComparisonSettings settings =
                ComparisonSettings.of(model, files.model(), modelInputs -> set).withCancellation(main.cancellation());
        Evaluated evaluated = evaluated(settings, files.model());
        files.report().ifPresent(file -> ComparedRun.add(file, evaluated.json()));
        print("\n" + evaluated.text());
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

    private OutputFiles quantizeAll() {
        OutputFiles files = OutputFiles.of(model, output, report);
        rangeFiles.check();
        Recipe recipe = RecipeOptions.of(
                spec.commandLine().getParseResult(), placement.target().name());
        QuantizationResult result =
                Quantizer.quantize(configuration(model, files.model(), data, recipe), main.progress(quiet));
        files.report().ifPresent(file -> QuantizationReport.write(result, file));
        result.quantized().ifPresent(quantized -> rangeFiles.export(quantized.ranges()));
        print(QuantizationText.of(result, files.report()));
        result.requireWritten();
        return files;
    }

    private OutputFiles quantizeDynamically() {
        OutputFiles files = OutputFiles.of(model, output, report);
        Recipe recipe = RecipeOptions.of(
                spec.commandLine().getParseResult(), placement.target().name());
        DynamicQuantizationResult result = DynamicQuantization.quantize(
                dynamicConfiguration(model, files.model(), recipe), main.progress(quiet), main.cancellation());
        files.report().ifPresent(file -> DynamicQuantizationReport.write(result, file));
        print(DynamicQuantizationText.of(result, files.report()));
        return files;
    }

    private DynamicQuantizationConfiguration dynamicConfiguration(Path input, Path result, Recipe recipe) {
        DynamicSettings settings = DynamicSettings.defaults()
                .withWeight(placement.target().weight())
                .withExcludedNodes(placement.placement().excludedNodes())
                .withExcludedOperators(placement.placement().excludedOperators());
        return new DynamicQuantizationConfiguration(
                input, result, settings, placement.target().name(), recipe);
    }

    /** Integer weights, float16, or both. */
    private OutputFiles shrink(Mode chosen) {
        String word = chosen == Mode.FLOAT16 ? "float16" : "int" + weights.bits();
        Path beside = OutputFiles.besides(model, word);
        OutputFiles files = OutputFiles.of(model, Optional.of(output.orElse(beside)), report);
        Recipe recipe = RecipeOptions.of(spec.commandLine().getParseResult());
        WeightQuantizationResult result = WeightQuantizer.quantize(
                weightConfiguration(chosen, model, files.model(), data, recipe),
                main.progress(quiet),
                main.cancellation());
        files.report().ifPresent(file -> WeightQuantizationReport.write(result, file));
        print(WeightQuantizationText.of(result, files.report()));
        return files;
    }

    private OutputFiles quantizeToCodebooks() {
        Path beside = OutputFiles.besides(model, "codebook" + weights.bits());
        OutputFiles files = OutputFiles.of(model, Optional.of(output.orElse(beside)), report);
        Recipe recipe = RecipeOptions.of(spec.commandLine().getParseResult());
        CodebookQuantizationResult result = CodebookQuantization.quantize(
                codebookConfiguration(model, files.model(), recipe), main.progress(quiet), main.cancellation());
        files.report().ifPresent(file -> CodebookQuantizationReport.write(result, file));
        print(CodebookQuantizationText.of(result, files.report()));
        return files;
    }

    private CodebookQuantizationConfiguration codebookConfiguration(Path input, Path result, Recipe recipe) {
        CodebookSettings settings =
                codebooks.settings(weights.bits(), placement.placement().excludedNodes());
        return new CodebookQuantizationConfiguration(input, result, settings, recipe);
    }

    private WeightQuantizerConfiguration weightConfiguration(
            Mode chosen, Path input, Path result, Optional<Path> samples, Recipe recipe) {
        Set<String> excluded = placement.placement().excludedNodes();
        if (chosen == Mode.FLOAT16) {
            return completed(new WeightQuantizerConfiguration(input, result, float16.settings(excluded)), recipe);
        }
        WeightQuantizerConfiguration configuration = completed(
                new WeightQuantizerConfiguration(input, result, weights.settings(excluded))
                        .withData(samples.map(path -> data(Optional.of(path)))),
                recipe);
        return float16.alsoFloat16() ? configuration.withFloat16(float16.settings(Set.of())) : configuration;
    }

    private WeightQuantizerConfiguration completed(WeightQuantizerConfiguration configuration, Recipe recipe) {
        return configuration
                .withFixOverridable(refinement.preparation().fixOverridable())
                .withRecipe(recipe);
    }

    private void print(String summary) {
        if (!quiet) {
            PrintWriter standardOutput = spec.commandLine().getOut();
            standardOutput.print(summary);
            standardOutput.flush();
        }
    }

    /** What the options ask for, of these files. */
    QuantizerConfiguration configuration(Path input, Path result, Optional<Path> samples, Recipe recipe) {
        return new QuantizerConfiguration(
                input,
                result,
                data(samples),
                placement.target(),
                refinement.preparation(),
                placement.placement(),
                calibration.estimator(placement.target().activation()),
                rangeFiles.imported(),
                calibration.settings().withFeedback(dataOptions.feedback()).withCancellation(main.cancellation()),
                refinement.refinement(placement.placement().preference()),
                recipe);
    }

    private Function<List<Value>, DataSource> data(Optional<Path> samples) {
        if (samples.isPresent() && dataOptions.isRandom()) {
            throw mistake("Expected --data or --random-input, got both.");
        }
        if (dataOptions.isRandom()) {
            return modelInputs -> dataOptions.random(modelInputs, inputs.constants());
        }
        if (samples.isPresent()) {
            SampleRequest request = dataOptions.request(inputs.constants());
            return modelInputs -> inputs.open(samples.get(), request, modelInputs);
        }
        if (!rangeFiles.isImport()) {
            throw mistake("Missing required option: '--data=PATH'.");
        }
        return modelInputs -> DataSource.of(List.of(), "no samples");
    }

    private ParameterException mistake(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
