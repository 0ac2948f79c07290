package dev.octet.calibrate;

import dev.octet.graph.Value;
import dev.octet.observe.StatisticKind;
import dev.octet.progress.Cancellation;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.tensor.Tensor;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How to run samples through a model, and what to keep.
 *
 * @param workers samples in flight at a time, each on one thread; 1 or more
 * @param batchSize samples joined into one run where, unless ranges of samples are kept, every input of the model
 *     leaves its first dimension open and the samples agree in all others; 1 or more
 * @param onBadSample what to do with a sample that cannot be read, does not fit, or makes the run fail
 * @param constants inputs that are the same for every sample
 * @param feedback inputs that take an output of the run before, by input name; zeros where a group of samples begins
 * @param optimization how far ONNX Runtime may change the graph before it runs
 * @param statistics what to keep of each value: what the range estimators need
 * @param memoryBudget bytes that the observed values of the samples in flight may fill; with less than they need, they
 *     are observed in several passes over the samples
 * @param cache a folder where what was seen is saved as it grows, so that a run that was stopped continues and one that
 *     was finished is not repeated
 * @param cancellation asked between samples
 */
public record CalibrationSettings(
        int workers,
        int batchSize,
        OnBadSample onBadSample,
        Map<String, Tensor> constants,
        Map<String, String> feedback,
        OptimizationLevel optimization,
        Set<StatisticKind> statistics,
        OptionalLong memoryBudget,
        Optional<Path> cache,
        Cancellation cancellation) {

    /** What to do with a sample that cannot be read, does not fit, or makes the run fail. */
    public enum OnBadSample {
        /** Stop with an error that names it. */
        FAIL,
        /** Go on without it and say so in the result. */
        SKIP
    }

    /** Checks the ranges and copies the collections. */
    public CalibrationSettings {
        if (workers < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "Expected at least 1 worker and 1 sample a run, got %d and %d".formatted(workers, batchSize));
        }
        if (memoryBudget.isPresent() && memoryBudget.getAsLong() < 1) {
            throw new IllegalArgumentException(
                    "Expected a memory budget of 1 byte or more, got " + memoryBudget.getAsLong());
        }
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
        feedback = Collections.unmodifiableMap(new LinkedHashMap<>(feedback));
        statistics = Set.copyOf(statistics);
    }

    /** One sample at a time on each processor, failing at the first bad one. */
    public static CalibrationSettings defaults() {
        return new CalibrationSettings(
                Runtime.getRuntime().availableProcessors(),
                1,
                OnBadSample.FAIL,
                Map.of(),
                Map.of(),
                OptimizationLevel.ALL,
                Set.of(StatisticKind.MIN_MAX),
                OptionalLong.empty(),
                Optional.empty(),
                new Cancellation());
    }

    /** Of a model's inputs those that samples have to give: neither constant nor fed back. */
    public List<Value> sampleInputs(List<Value> modelInputs) {
        return modelInputs.stream()
                .filter(input -> !constants.containsKey(input.name()) && !feedback.containsKey(input.name()))
                .toList();
    }

    /** These settings with another number of workers. */
    public CalibrationSettings withWorkers(int number) {
        return with(number, batchSize, onBadSample, constants, feedback, optimization, statistics);
    }

    /** These settings with so many samples a run. */
    public CalibrationSettings withBatchSize(int samples) {
        return with(workers, samples, onBadSample, constants, feedback, optimization, statistics);
    }

    /** These settings with another answer to bad samples. */
    public CalibrationSettings withOnBadSample(OnBadSample answer) {
        return with(workers, batchSize, answer, constants, feedback, optimization, statistics);
    }

    /** These settings with these inputs set once for all samples. */
    public CalibrationSettings withConstants(Map<String, Tensor> inputs) {
        return with(workers, batchSize, onBadSample, inputs, feedback, optimization, statistics);
    }

    /** These settings with outputs fed back, by input name. */
    public CalibrationSettings withFeedback(Map<String, String> outputsByInput) {
        return with(workers, batchSize, onBadSample, constants, outputsByInput, optimization, statistics);
    }

    /**
     * These settings for a part of the model that is run by itself, on samples that complete it: nothing is constant or
     * fed back, and no two samples are joined.
     */
    public CalibrationSettings inside() {
        return with(workers, 1, onBadSample, Map.of(), Map.of(), optimization, statistics);
    }

    /** These settings at another level of ONNX Runtime's optimizations. */
    public CalibrationSettings withOptimization(OptimizationLevel level) {
        return with(workers, batchSize, onBadSample, constants, feedback, level, statistics);
    }

    /** These settings keeping what an estimator needs, such as {@code estimator.needs()}. */
    public CalibrationSettings withStatistics(Set<StatisticKind> kinds) {
        return with(workers, batchSize, onBadSample, constants, feedback, optimization, kinds);
    }

    /** These settings with a limit to what the observed values fill. */
    public CalibrationSettings withMemoryBudget(long bytes) {
        return new CalibrationSettings(
                workers,
                batchSize,
                onBadSample,
                constants,
                feedback,
                optimization,
                statistics,
                OptionalLong.of(bytes),
                cache,
                cancellation);
    }

    /** These settings saving what was seen in a folder. */
    public CalibrationSettings withCache(Path folder) {
        return new CalibrationSettings(
                workers,
                batchSize,
                onBadSample,
                constants,
                feedback,
                optimization,
                statistics,
                memoryBudget,
                Optional.of(folder),
                cancellation);
    }

    /** These settings that stop when asked. */
    public CalibrationSettings withCancellation(Cancellation token) {
        return new CalibrationSettings(
                workers,
                batchSize,
                onBadSample,
                constants,
                feedback,
                optimization,
                statistics,
                memoryBudget,
                cache,
                token);
    }

    private CalibrationSettings with(
            int number,
            int samples,
            OnBadSample answer,
            Map<String, Tensor> inputs,
            Map<String, String> outputsByInput,
            OptimizationLevel level,
            Set<StatisticKind> kinds) {
        return new CalibrationSettings(
                number, samples, answer, inputs, outputsByInput, level, kinds, memoryBudget, cache, cancellation);
    }
}
