package dev.octet.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtLoggingLevel;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one environment that all sessions of a process share.
 *
 * <p>It prints nothing: whatever ONNX Runtime has to say comes back as an exception. It lives as long as the process;
 * ONNX Runtime's own shutdown hook closes it.
 */
final class Environment {
    /**
     * ONNX Runtime 1.29.0 matches a regular expression against the command line of the process when it is loaded, with
     * a recursion a character: from about 5,000 characters on, a long class path or many arguments, it overflows the
     * stack of a Java thread and ends the process with a segmentation fault.
     */
    private static final long STACK_BYTES = 256L << 20;

    private static final class Holder {
        // Not a lambda of this class: the loading thread would wait for its initialization, which waits for it.
        static final FutureTask<OrtEnvironment> SHARED = withLargeStack(Environment::load);
    }

    private static OrtEnvironment load() {
        return OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL, OrtEnvironment.DEFAULT_NAME);
    }

    private static FutureTask<OrtEnvironment> withLargeStack(Supplier<OrtEnvironment> loading) {
        FutureTask<OrtEnvironment> task = new FutureTask<>(loading::get);
        Thread thread = new Thread(null, task, "octet-loading", STACK_BYTES);
        thread.setDaemon(true);
        thread.start();
        return task;
    }

    private Environment() {}

    /** The loading, which begins now unless it has. */
    static Future<OrtEnvironment> loading() {
        return Holder.SHARED;
    }

    /**
     * The environment, made on first use.
     *
     * @throws OctetException of kind RUNTIME where ONNX Runtime has no native library for this machine
     */
    static OrtEnvironment shared() {
        try {
            return Holder.SHARED.get();
        } catch (ExecutionException failure) {
            throw failure(failure.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new OctetException(Kind.CANCELLED, "Interrupted while ONNX Runtime was loaded", interrupted);
        }
    }

    private static RuntimeException failure(@Nullable Throwable cause) {
        if (cause instanceof LinkageError) {
            return new OctetException(
                    Kind.RUNTIME,
                    "Expected ONNX Runtime's native library to load on %s (%s), but it did not. It exists for Linux with glibc and "
                                    .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
                            + "macOS on 64-bit Arm, for Linux and Windows on x86-64.",
                    cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(cause);
    }

    static String version() {
        return shared().getVersion();
    }
}
