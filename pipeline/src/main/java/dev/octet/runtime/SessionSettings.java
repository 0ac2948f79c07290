package dev.octet.runtime;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How to run a model.
 *
 * @param level how far the graph may be changed first
 * @param threads threads within one operator, 1 or more; operators run one after the other
 * @param memoryArena whether native memory is kept for the next run, which is faster and larger
 * @param optimizedModel where to write the graph as it is run, after optimization; an existing file is replaced
 * @param entries ONNX Runtime's configuration entries, such as {@code session.x64quantprecision} to {@code 1}
 */
public record SessionSettings(
        OptimizationLevel level,
        int threads,
        boolean memoryArena,
        Optional<Path> optimizedModel,
        Map<String, String> entries) {
    /** Checks the range and copies the entries. */
    public SessionSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("Expected 1 or more threads, got " + threads);
        }
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** What an application gets that sets nothing: all optimizations, as many threads as processors. */
    public static SessionSettings defaults() {
        return new SessionSettings(
                OptimizationLevel.ALL, Runtime.getRuntime().availableProcessors(), true, Optional.empty(), Map.of());
    }

    /** These settings at another level. */
    public SessionSettings withLevel(OptimizationLevel other) {
        return new SessionSettings(other, threads, memoryArena, optimizedModel, entries);
    }

    /** These settings with another number of threads. */
    public SessionSettings withThreads(int number) {
        return new SessionSettings(level, number, memoryArena, optimizedModel, entries);
    }

    /** These settings with or without memory kept between runs. */
    public SessionSettings withMemoryArena(boolean kept) {
        return new SessionSettings(level, threads, kept, optimizedModel, entries);
    }

    /** These settings, also writing the optimized graph to a file. */
    public SessionSettings withOptimizedModel(Path file) {
        return new SessionSettings(level, threads, memoryArena, Optional.of(file), entries);
    }

    /** These settings with one configuration entry set. */
    public SessionSettings withEntry(String key, String value) {
        Map<String, String> changed = new LinkedHashMap<>(entries);
        changed.put(key, value);
        return new SessionSettings(level, threads, memoryArena, optimizedModel, changed);
    }
}
