package dev.octet.cli;

import dev.octet.progress.Cancellation;
import java.util.concurrent.Executor;
import org.jline.utils.Signals;

/**
 * What Ctrl-C and a termination signal do: ask the running command to stop, so that it cleans up and the process ends
 * by itself. A command that cannot be asked is ended at once, and so is any at the second signal.
 *
 * <p>Not a shutdown hook: hooks run side by side, and ONNX Runtime's own would take away the sessions that the command
 * is still using. Where signals cannot be caught the Java virtual machine ends the process as usual.
 */
final class Interruption {
    private final Cancellation cancellation = new Cancellation();
    private volatile boolean asked;
    private volatile ExitCode reason = ExitCode.CANCELLED;

    private Interruption() {}

    /**
     * Listens as soon as it can, on another thread, for to prepare it takes as long as to read some arguments. Until
     * then signals end the process as usual.
     */
    static Interruption listen(Executor executor) {
        Interruption interruption = new Interruption();
        executor.execute(interruption::register);
        return interruption;
    }

    private void register() {
        Signals.register("INT", () -> stop(ExitCode.CANCELLED));
        Signals.register("TERM", () -> stop(ExitCode.TERMINATED));
    }

    /** For a command that looks at it between steps. */
    Cancellation cancellation() {
        asked = true;
        return cancellation;
    }

    private void stop(ExitCode why) {
        if (!asked || cancellation.isRequested()) {
            System.exit(why.code());
        }
        reason = why;
        cancellation.request();
    }

    /** The exit code of a command, which for one that was stopped depends on the signal. */
    int exitCode(int code) {
        return code == ExitCode.CANCELLED.code() ? reason.code() : code;
    }
}
