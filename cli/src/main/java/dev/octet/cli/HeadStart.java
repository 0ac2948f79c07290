package dev.octet.cli;

import dev.octet.format.OnnxReader;
import dev.octet.place.OperatorTable;
import dev.octet.prepare.PreparationRules;
import dev.octet.runtime.RuntimeLoading;
import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What a command that runs models does first, begun on other threads before its arguments are understood: to find out
 * which options there are takes picocli as long as loading ONNX Runtime and reading a small model together.
 */
final class HeadStart {
    /** One thing after the other: more threads would only take the processors from the one that reads the arguments. */
    private final ExecutorService thread = Executors.newSingleThreadExecutor(HeadStart::daemon);

    private Optional<RuntimeLoading> loading = Optional.empty();

    /** Where something can be done on the side, in front of what {@link #begin} does. */
    Executor thread() {
        return thread;
    }

    /** Begins with what the arguments most probably ask for. */
    void begin(String... arguments) {
        if (Commands.runModels(arguments)) {
            loading = Optional.of(RuntimeLoading.begin());
            model(arguments).ifPresent(file -> OnnxReader.readAhead(file, thread));
            thread.execute(HeadStart::initializeTables);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "octet-head-start");
        thread.setDaemon(true);
        return thread;
    }

    /** The first argument that is the name of a model's file. */
    private static Optional<Path> model(String... arguments) {
        for (String argument : arguments) {
            File file = new File(argument);
            if (argument.endsWith(".onnx") && !argument.startsWith("-") && file.isFile()) {
                return Optional.of(file.toPath());
            }
        }
        return Optional.empty();
    }

    /** Hundreds of small objects, each behind a class or a lambda that has to be linked: to ask for one makes all. */
    private static void initializeTables() {
        Objects.requireNonNull(OperatorTable.RULES);
        Objects.requireNonNull(PreparationRules.FOLDS);
    }

    /** Waits until nothing is under way that must not be cut off by the end of the process. */
    void awaitEnd() {
        loading.ifPresent(RuntimeLoading::awaitEnd);
    }
}
