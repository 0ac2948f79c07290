package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.observe.TensorStatistics;
import dev.octet.progress.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs samples through a model and observes the values asked for.
 *
 * <p>Only what is asked for is computed. Several samples are in flight, each on one thread that reads, runs and
 * observes it; statistics merge exactly, so that the result depends on the samples alone. Where a memory budget asks
 * for it, the values are divided among several passes over the samples. With a cache folder, what was seen is saved
 * every two seconds and when it is asked to stop, and a later run with the same model, settings and samples goes on
 * from there.
 */
public final class Calibrator {
    private Calibrator() {}

    /**
     * Observes values of the main graph over all samples.
     *
     * @param values names of floating-point values: inputs, constants, or what nodes compute
     * @throws OctetException of kind CONFIGURATION if there is no such value; of kind INVALID_DATA if a sample is bad
     *     and bad samples are not skipped, or no sample is left; of kind RUNTIME if ONNX Runtime fails; of kind FILE if
     *     the cache cannot be written; of kind CANCELLED
     */
    public static CalibrationResult observe(
            Model model, Set<String> values, DataSource source, CalibrationSettings settings, Progress progress) {
        ObservedModel observed = ObservedModel.of(
                model,
                values,
                rearranged(model, values, settings),
                settings.feedback().values());
        try (Passes passes = Passes.of(observed, source, settings)) {
            long size = source.size().orElse(Progress.UNKNOWN);
            progress.started(
                    "calibrating", size < 0 ? size : size * passes.models().size());
            List<Checkpoint> results = new ArrayList<>();
            PassProgress advanced = new PassProgress(progress);
            for (ObservedModel pass : passes.models()) {
                Optional<CheckpointStore> store = settings.cache()
                        .map(folder ->
                                new CheckpointStore(folder, CheckpointKey.of(observed, pass.values(), settings)));
                results.add(new CalibrationPass(pass, passes.level(settings), settings, store).run(source, advanced));
            }
            return joined(values, source, results);
        } finally {
            progress.finished();
        }
    }

    /** With a memory budget everything is looked at, since parts of a value may be in different passes. */
    private static RearrangedValues rearranged(Model model, Set<String> values, CalibrationSettings settings) {
        return settings.memoryBudget().isPresent()
                ? RearrangedValues.NONE
                : RearrangedValues.among(model.graph(), values);
    }

    private static CalibrationResult joined(Set<String> values, DataSource source, List<Checkpoint> results) {
        Map<String, TensorStatistics> statistics = new LinkedHashMap<>();
        List<NonFinite> nonFinite = new ArrayList<>();
        Map<Long, SkippedSample> skipped = new TreeMap<>();
        for (String value : values) {
            for (Checkpoint result : results) {
                TensorStatistics found = result.statistics().get(value);
                if (found != null) {
                    statistics.put(value, found);
                }
                result.nonFinite().stream()
                        .filter(entry -> entry.value().equals(value))
                        .forEach(entry -> nonFinite.add(entry.toNonFinite()));
            }
        }
        results.forEach(result -> result.skipped().forEach(sample -> skipped.put(sample.number(), sample)));
        long samples = results.stream().mapToLong(Checkpoint::observed).min().orElse(0);
        requireSamples(source, samples, List.copyOf(skipped.values()));
        return new CalibrationResult(
                source.description(),
                source.isRandom(),
                samples,
                results.get(0).samplesDigest(),
                statistics,
                nonFinite,
                List.copyOf(skipped.values()));
    }

    private static void requireSamples(DataSource source, long samples, List<SkippedSample> skipped) {
        if (samples == 0) {
            String why = skipped.isEmpty()
                    ? "it is empty"
                    : "all of its %d samples are bad, the first because: %s"
                            .formatted(skipped.size(), skipped.get(0).reason());
            throw OctetException.invalidData(
                    "No samples to calibrate with in %s: %s".formatted(source.description(), why));
        }
    }
}
