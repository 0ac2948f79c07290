package dev.octet.compare.layers;

import dev.octet.progress.Cancellation;
import dev.octet.tensor.Tensor;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much is measured.
 *
 * @param samples samples that errors in place are measured on, spread over the data; 1 or more
 * @param aloneSamples of these, how many each error alone is measured on, 1 or more, as far as the time allows
 * @param aloneTime time for the errors alone; what was not measured when it is over is said to be so
 * @param memory bytes that the compared values of one pass may take, 1 or more; more values take more passes
 * @param threads threads within one operator, 1 or more
 * @param constants inputs that are the same for all samples
 * @param cancellation asks the work to stop
 */
public record LayerSettings(
        int samples,
        int aloneSamples,
        Duration aloneTime,
        long memory,
        int threads,
        Map<String, Tensor> constants,
        Cancellation cancellation) {
    /** Checks the ranges and copies the constants. */
    public LayerSettings {
        if (samples < 1 || aloneSamples < 1 || memory < 1 || threads < 1 || aloneTime.isNegative()) {
            throw new IllegalArgumentException(
                    "Expected 1 or more samples, bytes and threads and no negative time, got %d, %d, %d, %d, %s"
                            .formatted(samples, aloneSamples, memory, threads, aloneTime));
        }
        constants = Collections.unmodifiableMap(new LinkedHashMap<>(constants));
    }

    /** 16 samples in place, 4 alone, a minute, 256 MiB, all processors. */
    public static LayerSettings defaults() {
        return new LayerSettings(
                16,
                4,
                Duration.ofMinutes(1),
                256L << 20,
                Runtime.getRuntime().availableProcessors(),
                Map.of(),
                new Cancellation());
    }

    /** These settings with other numbers of samples. */
    public LayerSettings withSamples(int inPlace, int alone) {
        return new LayerSettings(inPlace, alone, aloneTime, memory, threads, constants, cancellation);
    }

    /** These settings with another time for the errors alone. */
    public LayerSettings withAloneTime(Duration time) {
        return new LayerSettings(samples, aloneSamples, time, memory, threads, constants, cancellation);
    }

    /** These settings with another limit to what the values of one pass may take, in bytes. */
    public LayerSettings withMemory(long bytes) {
        return new LayerSettings(samples, aloneSamples, aloneTime, bytes, threads, constants, cancellation);
    }

    /** These settings with another number of threads within one operator. */
    public LayerSettings withThreads(int number) {
        return new LayerSettings(samples, aloneSamples, aloneTime, memory, number, constants, cancellation);
    }

    /** These settings with these inputs set once for all samples. */
    public LayerSettings withConstants(Map<String, Tensor> inputs) {
        return new LayerSettings(samples, aloneSamples, aloneTime, memory, threads, inputs, cancellation);
    }

    /** These settings that stop when asked. */
    public LayerSettings withCancellation(Cancellation token) {
        return new LayerSettings(samples, aloneSamples, aloneTime, memory, threads, constants, token);
    }
}
