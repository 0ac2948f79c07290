package dev.octet.calibrate;

import dev.octet.graph.Value;
import dev.octet.observe.StatisticKind;
import dev.octet.progress.Cancellation;
import dev.octet.runtime.OptimizationLevel;
import dev.octet.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        Cancellation cancellation) {

    /** What to do with a sample that cannot be read, does not fit, or makes the run fail. */
    public enum OnBadSample {
        /** Stop with an error that names it. */
        FAIL,
        /** Go on without it and say so in the result. */
        SKIP
    }

    /** Checks the ranges and copies the maps. */
    public CalibrationSettings {
        if (workers < 1 || batchSize < 1) {
            throw new IllegalArgumentException(
                    "Expected at least 1 worker and 1 sample a run, got %d and %d".formatted(workers, batchSize));
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
        return new CalibrationSettings(
                number, batchSize, onBadSample, constants, feedback, optimization, statistics, cancellation);
    }

    /** These settings with so many samples a run. */
    public CalibrationSettings withBatchSize(int samples) {
        return new CalibrationSettings(
                workers, samples, onBadSample, constants, feedback, optimization, statistics, cancellation);
    }

    /** These settings with another answer to bad samples. */
    public CalibrationSettings withOnBadSample(OnBadSample answer) {
        return new CalibrationSettings(
                workers, batchSize, answer, constants, feedback, optimization, statistics, cancellation);
    }

    /** These settings with these inputs set once for all samples. */
    public CalibrationSettings withConstants(Map<String, Tensor> inputs) {
        return new CalibrationSettings(
                workers, batchSize, onBadSample, inputs, feedback, optimization, statistics, cancellation);
    }

    /** These settings with outputs fed back, by input name. */
    public CalibrationSettings withFeedback(Map<String, String> outputsByInput) {
        return new CalibrationSettings(
                workers, batchSize, onBadSample, constants, outputsByInput, optimization, statistics, cancellation);
    }

    /** These settings at another level of ONNX Runtime's optimizations. */
    public CalibrationSettings withOptimization(OptimizationLevel level) {
        return new CalibrationSettings(
                workers, batchSize, onBadSample, constants, feedback, level, statistics, cancellation);
    }

    /** These settings keeping what an estimator needs, such as {@code estimator.needs()}. */
    public CalibrationSettings withStatistics(Set<StatisticKind> kinds) {
        return new CalibrationSettings(
                workers, batchSize, onBadSample, constants, feedback, optimization, kinds, cancellation);
    }

    /** These settings that stop when asked. */
    public CalibrationSettings withCancellation(Cancellation token) {
        return new CalibrationSettings(
                workers, batchSize, onBadSample, constants, feedback, optimization, statistics, token);
    }
}
