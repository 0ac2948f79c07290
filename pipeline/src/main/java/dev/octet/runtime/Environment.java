package dev.octet.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;

/**
 * The one environment that all sessions of a process share.
 *
 * <p>It prints nothing: whatever ONNX Runtime has to say comes back as an exception. It lives as long as the process;
 * ONNX Runtime's own shutdown hook closes it.
 */
final class Environment {
    private static final class Holder {
        static final OrtEnvironment SHARED =
                OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, OrtEnvironment.DEFAULT_NAME);
    }

    private Environment() {}

    /**
     * The environment, made on first use.
     *
     * @throws OctetException of kind RUNTIME where ONNX Runtime has no native library for this machine
     */
    static OrtEnvironment shared() {
        try {
            return Holder.SHARED;
        } catch (LinkageError failure) {
            throw new OctetException(
                    Kind.RUNTIME,
                    "Expected ONNX Runtime's native library to load on %s (%s), but it did not. It exists for Linux with glibc and "
                                    .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
                            + "macOS on 64-bit Arm, for Linux and Windows on x86-64.",
                    failure);
        }
    }

    static String version() {
        return shared().getVersion();
    }
}
