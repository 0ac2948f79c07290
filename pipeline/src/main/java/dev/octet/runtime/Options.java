package dev.octet.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.util.Map;

/** Settings in ONNX Runtime's form. */
final class Options {
    private Options() {}

    static SessionOptions of(SessionSettings settings) throws OrtException {
        SessionOptions options = new SessionOptions();
        try {
            options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
            options.setOptimizationLevel(level(settings.level()));
            options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
            options.setInterOpNumThreads(1);
            options.setIntraOpNumThreads(settings.threads());
            options.setCPUArenaAllocator(settings.memoryArena());
            if (settings.optimizedModel().isPresent()) {
                options.setOptimizedModelFilePath(
                        settings.optimizedModel().get().toString());
            }
            for (Map.Entry<String, String> entry : settings.entries().entrySet()) {
                options.addConfigEntry(entry.getKey(), entry.getValue());
            }
            return options;
        } catch (OrtException failure) {
            options.close();
            throw failure;
        }
    }

    private static SessionOptions.OptLevel level(OptimizationLevel level) {
        return switch (level) {
            case NONE -> SessionOptions.OptLevel.NO_OPT;
            case BASIC -> SessionOptions.OptLevel.BASIC_OPT;
            case EXTENDED -> SessionOptions.OptLevel.EXTENDED_OPT;
            case ALL -> SessionOptions.OptLevel.ALL_OPT;
        };
    }
}
