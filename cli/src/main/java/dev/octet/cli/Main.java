package dev.octet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The {@code octet} command. */
@Command(
        name = "octet",
        description = "Quantizes ONNX models after training.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
public final class Main {
    private Main() {}

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }
}
