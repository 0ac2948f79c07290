package dev.octet.compare;

import dev.octet.compare.layers.LayerSettings;
import dev.octet.compare.statistics.Bootstrap;
import dev.octet.graph.Value;
import dev.octet.progress.Cancellation;
import dev.octet.tensor.Tensor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to compare, on what, and how thoroughly.
 *
 * @param reference the float model's file
 * @param quantized the quantized model's file
 * @param data opens the samples, given the inputs that a sample has to give
 * @param constants inputs that are the same for every sample
 * @param threads threads within one operator, for every run
 * @param speed how long to measure speed; not at all if empty
 * @param batch samples in one run when speed is measured
 * @param kernelSamples how many samples to run without ONNX Runtime's optimizations too; 0 for none
 * @param layers how thoroughly to look for the tensors and weights that the error comes from; not at all if empty
 * @param bootstrap how intervals are found
 * @param cancellation asked between samples
 */
public record ComparisonSettings(
        Path reference,
        Path quantized,
        Function<List<Value>, EvaluationSet> data,
        Map<String, Tensor> constants,
        int threads,
        Optional<Duration> speed,
        int batch,
        int kernelSamples,
        Optional<LayerSettings> layers,
        Bootstrap bootstrap,
        Cancellation cancellation) {
    /** Long enough for an interval of a few percent on a quiet machine. */
    public static final Duration USUAL_DURATION = Duration.ofSeconds(5);

    private static final int USUAL_KERNEL_SAMPLES = 100;

    /** Checks the ranges and copies the map. */
    public ComparisonSettings {
        if (threads < 1 || batch < 1 || kernelSamples < 0) {
            throw new IllegalArgumentException(
                    "Expected threads and batch of 1 or more and kernel samples of 0 or more, got %d, %d and %d"
                            .formatted(threads, batch, kernelSamples));
        }
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /** Everything, with all processors, one sample a run. */
    public static ComparisonSettings of(Path reference, Path quantized, Function<List<Value>, EvaluationSet> data) {
        return new ComparisonSettings(
                reference,
                quantized,
                data,
                Map.of(),
                Runtime.getRuntime().availableProcessors(),
                Optional.of(USUAL_DURATION),
                1,
                USUAL_KERNEL_SAMPLES,
                Optional.empty(),
                Bootstrap.STANDARD,
                new Cancellation());
    }

    /** These settings with so many threads. */
    public ComparisonSettings withThreads(int number) {
        return new ComparisonSettings(
                reference,
                quantized,
                data,
                constants,
                number,
                speed,
                batch,
                kernelSamples,
                layers,
                bootstrap,
                cancellation);
    }

    /** These settings with speed measured for so long, or not at all. */
    public ComparisonSettings withSpeed(Optional<Duration> duration) {
        return new ComparisonSettings(
                reference,
                quantized,
                data,
                constants,
                threads,
                duration,
                batch,
                kernelSamples,
                layers,
                bootstrap,
                cancellation);
    }

    /** These settings with so many samples in a run when speed is measured. */
    public ComparisonSettings withBatch(int samples) {
        return new ComparisonSettings(
                reference,
                quantized,
                data,
                constants,
                threads,
                speed,
                samples,
                kernelSamples,
                layers,
                bootstrap,
                cancellation);
    }

    /** These settings with so many samples run without optimizations too. */
    public ComparisonSettings withKernelSamples(int samples) {
        return new ComparisonSettings(
                reference, quantized, data, constants, threads, speed, batch, samples, layers, bootstrap, cancellation);
    }

    /** These settings with these inputs set once for all samples. */
    public ComparisonSettings withConstants(Map<String, Tensor> inputs) {
        return new ComparisonSettings(
                reference,
                quantized,
                data,
                inputs,
                threads,
                speed,
                batch,
                kernelSamples,
                layers,
                bootstrap,
                cancellation);
    }

    /** These settings that stop when asked. */
    public ComparisonSettings withCancellation(Cancellation token) {
        return new ComparisonSettings(
                reference, quantized, data, constants, threads, speed, batch, kernelSamples, layers, bootstrap, token);
    }

    /** These settings that also find out which tensors and weights the error comes from. */
    public ComparisonSettings withLayers(LayerSettings thoroughness) {
        return new ComparisonSettings(
                reference,
                quantized,
                data,
                constants,
                threads,
                speed,
                batch,
                kernelSamples,
                Optional.of(thoroughness),
                bootstrap,
                cancellation);
    }
}
