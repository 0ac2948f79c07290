package dev.octet.cli;

import dev.octet.format.OnnxReader;
import dev.octet.place.OperatorTable;
import dev.octet.prepare.PreparationRules;
import dev.octet.runtime.RuntimeLoading;
import java.io.File;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * What a command that runs models does first, begun on other threads before its arguments are understood: to find out
 * which options there are takes picocli as long as loading ONNX Runtime and reading a small model together.
 */
final class HeadStart {
    private final Optional<RuntimeLoading> loading;

    private HeadStart(Optional<RuntimeLoading> loading) {
        this.loading = loading;
    }

    /** Begins with what the arguments most probably ask for. */
    static HeadStart of(String... arguments) {
        if (!Commands.runModels(arguments)) {
            return new HeadStart(Optional.empty());
        }
        RuntimeLoading loading = RuntimeLoading.begin();
        model(arguments).ifPresent(OnnxReader::readAhead);
        Thread tables = new Thread(HeadStart::initializeTables, "octet-tables");
        tables.setDaemon(true);
        tables.start();
        return new HeadStart(Optional.of(loading));
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
