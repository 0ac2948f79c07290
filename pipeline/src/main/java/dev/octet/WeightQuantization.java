package dev.octet;

import dev.octet.calibrate.SampleDigests;
import dev.octet.calibrate.data.DataSource;
import dev.octet.error.OctetException;
import dev.octet.float16.Float16Converter;
import dev.octet.float16.Float16Result;
import dev.octet.float16.Float16Settings;
import dev.octet.format.OnnxReader;
import dev.octet.graph.Model;
import dev.octet.place.PlacementSettings;
import dev.octet.prepare.constant.FixInitializers;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.provenance.Provenance;
import dev.octet.rewrite.Trace;
import dev.octet.rewrite.TraceEntry;
import dev.octet.run.Exclusions;
import dev.octet.run.LoadCheck;
import dev.octet.run.ModelFiles;
import dev.octet.run.ModelOutput;
import dev.octet.run.NothingChanged;
import dev.octet.run.SourceDigests;
import dev.octet.weightonly.WeightOnlyQuantizer;
import dev.octet.weightonly.WeightOnlyResult;
import dev.octet.weightonly.WeightOnlySettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a model smaller without calibration: reads, rewrites, tries, writes.
 *
 * <p>Weights go from file to file through a small buffer, so the heap has to hold scales, never weights. What is
 * written appears whole or not at all.
 */
public final class WeightQuantization {
    /** The result is the same wherever it is made. */
    private static final String EVERY_TARGET = "any";

    private final WeightQuantizationConfiguration configuration;

    private WeightQuantization(WeightQuantizationConfiguration configuration) {
        this.configuration = configuration;
    }

    /** As {@link #quantize(WeightQuantizationConfiguration, Progress, Cancellation)}, in silence. */
    public static WeightQuantizationResult quantize(WeightQuantizationConfiguration configuration) {
        return quantize(configuration, Progress.NONE, new Cancellation());
    }

    /**
     * Quantizes the weights of the configured model, converts it to float16, or both.
     *
     * @throws OctetException of kind CONFIGURATION if the settings do not fit the model or nothing can be changed; of
     *     kind INVALID_MODEL, INVALID_DATA, FILE or RUNTIME if model, samples, file or ONNX Runtime fail; of kind
     *     CANCELLED if asked to stop
     */
    public static WeightQuantizationResult quantize(
            WeightQuantizationConfiguration configuration, Progress progress, Cancellation cancellation) {
        return new WeightQuantization(configuration).run(progress, cancellation);
    }

    private WeightQuantizationResult run(Progress progress, Cancellation cancellation) {
        long begun = System.nanoTime();
        Path file = configuration.model();
        ModelFiles.requireDistinct(file, configuration.output());
        Model original = OnnxReader.read(file);
        Model fixed = new FixInitializers(configuration.fixOverridable()).apply(original, new Trace());
        Optional<DataSource> samples =
                configuration.data().map(open -> open.apply(fixed.graph().requiredInputs()));
        Optional<WeightOnlyResult> quantized =
                configuration.weights().map(settings -> quantized(fixed, settings, samples, progress));
        Model integers = quantized.map(WeightOnlyResult::model).orElse(fixed);
        Optional<Float16Result> halved = configuration.float16().map(settings -> halved(integers, settings));
        requireChange(halved);
        long floatBytes = ModelFiles.bytes(file, original);
        LoadCheck check = LoadCheck.forBytes(floatBytes);
        Provenance provenance = SourceDigests.provenance(
                file, original, !check.loads(), samples.map(SampleDigests::of), EVERY_TARGET, configuration.recipe());
        Model result = provenance.writtenTo(halved.map(Float16Result::model).orElse(integers));
        check.load(result);
        long bytes = ModelOutput.write(result, configuration.output(), progress, cancellation);
        List<TraceEntry> trace = quantized.map(WeightOnlyResult::trace).orElse(List.of());
        Set<String> eightBits = quantized.map(WeightOnlyResult::eightBitNodes).orElse(Set.of());
        double seconds = (System.nanoTime() - begun) / 1e9;
        return new WeightQuantizationResult(
                configuration,
                trace,
                eightBits,
                halved,
                notes(fixed, check.loads()),
                provenance,
                floatBytes,
                bytes,
                check.loads(),
                seconds);
    }

    private static List<String> notes(Model model, boolean loaded) {
        List<String> notes = new ArrayList<>();
        int overridable = FixInitializers.overridable(model).size();
        if (overridable > 0) {
            notes.add("%d initializers stay as they are: they are inputs too, and a caller may override them"
                    .formatted(overridable));
        }
        notes.addAll(LoadCheck.notes(loaded));
        return notes;
    }

    private WeightOnlyResult quantized(
            Model original, WeightOnlySettings settings, Optional<DataSource> samples, Progress progress) {
        requireKnown(settings.excludedNodes(), original);
        Exclusions.requireEightBitNodes(settings.eightBitNodes(), original);
        boolean halves = configuration.float16().isPresent();
        Model model = halves ? Float16Converter.raisedForScales(original) : original;
        WeightOnlyResult result = samples.isPresent()
                ? WeightOnlyQuantizer.quantize(model, settings, samples.get(), progress)
                : WeightOnlyQuantizer.quantize(model, settings);
        if (result.quantizedNodes() == 0) {
            throw NothingChanged.failure(
                    "weights to quantize",
                    configuration.model(),
                    original,
                    result.trace(),
                    "no MatMul, Gemm, Gather or Conv reads a constant");
        }
        return result;
    }

    private static Float16Result halved(Model model, Float16Settings settings) {
        requireKnown(settings.keptNodes(), model);
        return Float16Converter.convert(model, settings);
    }

    private static void requireKnown(Set<String> nodes, Model model) {
        Exclusions.requireKnown(PlacementSettings.defaults().withExcludedNodes(nodes), model, model);
    }

    private void requireChange(Optional<Float16Result> halved) {
        if (configuration.weights().isEmpty()
                && halved.filter(result -> result.convertedNodes() == 0).isPresent()) {
            throw OctetException.configuration("Expected a model with float32 to convert to float16, got %s with none%s"
                    .formatted(configuration.model(), firstKept(halved.get())));
        }
    }

    private static String firstKept(Float16Result halved) {
        return halved.nodes().stream()
                .findFirst()
                .map(node -> " but what has to stay float32: %s: %s"
                        .formatted(node.node(), node.kept().orElse("")))
                .orElse("");
    }
}
