package dev.octet.cli;

import dev.octet.cli.text.Printable;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns a failure into one line on standard error and an exit code. With {@code --stacktrace} the whole trace follows.
 */
final class FailureHandler implements IExecutionExceptionHandler {
    private final PrintWriter standardError;

    FailureHandler(PrintWriter standardError) {
        this.standardError = standardError;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult arguments) {
        return report(failure, Main.of(command).showsStackTraces()).code();
    }

    /** Says what happened and gives the exit code for it. */
    ExitCode report(Throwable failure, boolean withStackTrace) {
        if (failure instanceof OutOfMemoryError) {
            return outOfMemory(failure, withStackTrace);
        }
        OctetException known = known(failure);
        say(String.valueOf(known.getMessage()));
        if (known.kind() == Kind.INTERNAL && !withStackTrace) {
            say("this is a defect of octet; please report it with the output of the same command and --stacktrace");
        }
        showTrace(failure, withStackTrace);
        return ExitCode.of(known.kind());
    }

    /** Says that results did not reach standard output. */
    int unwritableOutput() {
        say("standard output could not be written; it is closed or its disk is full");
        return ExitCode.FILE.code();
    }

    private ExitCode outOfMemory(Throwable failure, boolean withStackTrace) {
        long limit = Runtime.getRuntime().maxMemory() >> 20;
        say(
                "Expected to get by with %d MB of heap, but the memory is used up (%s). Give Java more, for example with JAVA_OPTS=-Xmx%dg"
                        .formatted(limit, failure.getMessage(), Math.max(4, limit >> 9)));
        showTrace(failure, withStackTrace);
        return ExitCode.MEMORY;
    }

    private void say(String message) {
        standardError.println("octet: " + Printable.oneLine(message));
    }

    private void showTrace(Throwable failure, boolean wanted) {
        if (wanted) {
            failure.printStackTrace(standardError);
        }
    }

    private static OctetException known(Throwable failure) {
        if (failure instanceof OctetException octet) {
            return octet;
        }
        if (failure instanceof UncheckedIOException file) {
            return new OctetException(Kind.FILE, String.valueOf(file.getMessage()), file);
        }
        String message = "unexpected %s: %s".formatted(failure.getClass().getSimpleName(), failure.getMessage());
        return new OctetException(Kind.INTERNAL, message, failure);
    }
}
