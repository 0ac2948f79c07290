package dev.octet.cli;

import dev.octet.cli.option.ConfigurationFile;
import dev.octet.cli.value.PathText;
import dev.octet.error.OctetException;
import dev.octet.progress.Cancellation;
import dev.octet.progress.Progress;
import dev.octet.runtime.ProcessMemory;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The {@code octet} command. */
@Command(
        name = "octet",
        addMethodSubcommands = false,
        description = "Quantize ONNX models after training, without Python.",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        sortOptions = false,
        usageHelpWidth = 100,
        synopsisSubcommandLabel = "COMMAND",
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        commandListHeading = "%nCommands:%n")
public final class Main implements Runnable {
    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Say on standard error what is being done.")
    private boolean verbose;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show where in the program a failure came from.")
    private boolean stackTraces;

    @Spec
    private CommandSpec spec;

    private final Supplier<Cancellation> cancellation;
    private final BooleanSupplier onTerminal;

    @SuppressWarnings("NullAway.Init") // picocli sets the other fields
    private Main(Supplier<Cancellation> cancellation, BooleanSupplier onTerminal) {
        this.cancellation = cancellation;
        this.onTerminal = onTerminal;
    }

    /** Runs the command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // The same text on every machine.
        Locale.setDefault(Locale.ROOT);
        PrintWriter standardOutput = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
        PrintWriter standardError = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        HeadStart headStart = new HeadStart();
        Interruption interruption = Interruption.listen(headStart.thread());
        headStart.begin(arguments);
        Main main = new Main(interruption::cancellation, Terminal::hasStandardError);
        int code = main.execute(standardOutput, standardError, arguments);
        headStart.awaitEnd();
        System.exit(interruption.exitCode(code));
    }

    /** Runs the command with the given streams, as if none of them were a terminal, and gives its exit code. */
    static int run(PrintWriter standardOutput, PrintWriter standardError, String... arguments) {
        return new Main(Cancellation::new, () -> false).execute(standardOutput, standardError, arguments);
    }

    private int execute(PrintWriter standardOutput, PrintWriter standardError, String... arguments) {
        FailureHandler failures = new FailureHandler(standardError);
        try {
            CommandLine command = commandLine(standardOutput, standardError, failures, arguments);
            ConfigurationFile.Expanded expanded = ConfigurationFile.expand(command.getCommandSpec(), arguments);
            command.setParameterExceptionHandler(new MistakeHandler(expanded.places()));
            int code = command.execute(expanded.arguments().toArray(String[]::new));
            return standardOutput.checkError() && code == 0 ? failures.unwritableOutput() : code;
        } catch (OctetException configuration) {
            return failures.report(configuration, stackTraces).code();
        } catch (OutOfMemoryError | StackOverflowError | LinkageError failure) {
            return failures.report(failure, stackTraces).code();
        }
    }

    private CommandLine commandLine(
            PrintWriter standardOutput, PrintWriter standardError, FailureHandler failures, String... arguments) {
        CommandLine command = new CommandLine(this);
        for (Class<?> subcommand : Commands.neededFor(arguments)) {
            command.addSubcommand(subcommand);
        }
        command.setOut(standardOutput);
        command.setErr(standardError);
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.registerConverter(Path.class, new PathText());
        command.setExecutionStrategy(new LoggedRun());
        command.setExecutionExceptionHandler(failures);
        tellVersions(command);
        command.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(ExitCode.helpLines());
        return command;
    }

    /**
     * Not a lambda, here and in place of {@code command::addSubcommand}: Java archives no class file as old as
     * picocli's once a lambda has linked it.
     */
    private final class LoggedRun implements CommandLine.IExecutionStrategy {
        @Override
        public int execute(CommandLine.ParseResult parsed) {
            Log.show(verbose);
            return new CommandLine.RunLast().execute(parsed);
        }
    }

    /**
     * Not by annotation: picocli asks a provider that is inherited while it builds the commands, and to know its
     * version ONNX Runtime has to be loaded.
     */
    private static void tellVersions(CommandLine command) {
        VersionProvider versions = new VersionProvider();
        command.getCommandSpec().versionProvider(versions);
        command.getSubcommands()
                .values()
                .forEach(subcommand -> subcommand.getCommandSpec().versionProvider(versions));
    }

    /** The root of a command, which holds what all commands share. */
    static Main of(CommandLine command) {
        CommandLine root = command;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        return root.getCommand();
    }

    /** Where progress shows: a bar on a terminal, plain lines otherwise, nowhere if the user wants quiet. */
    Progress progress(boolean quiet) {
        PrintWriter standardError = spec.commandLine().getErr();
        if (quiet) {
            return Progress.NONE;
        }
        return onTerminal.getAsBoolean()
                ? new ProgressBars(standardError, ProcessMemory::bytes)
                : new ProgressLines(standardError, System::nanoTime, ProcessMemory::bytes);
    }

    /** What Ctrl-C requests; a command that asks for it promises to look at it. */
    Cancellation cancellation() {
        return cancellation.get();
    }

    /** Whether the user asked for the trace of failures. */
    boolean showsStackTraces() {
        return stackTraces;
    }

    /** Without a subcommand there is nothing to do but say what there is. */
    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "Expected a command, got none.");
    }
}
