package dev.octet.cli;

import dev.octet.cli.text.Printable;
import dev.octet.error.NearestName;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says in one line what is wrong with the arguments, what may have been meant, and where to read on. */
final class MistakeHandler implements IParameterExceptionHandler {
    private final Map<String, String> places;

    /**
     * A handler that knows a configuration file.
     *
     * @param places where each option stands that came from the file, by its longest name
     */
    MistakeHandler(Map<String, String> places) {
        this.places = places;
    }

    @Override
    public int handleParseException(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        PrintWriter standardError = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        standardError.println(
                "octet: " + Printable.oneLine(place(mistake) + what(mistake, command)) + " Try '" + name + " --help'.");
        if (Main.of(command).showsStackTraces()) {
            mistake.printStackTrace(standardError);
        }
        return ExitCode.USAGE.code();
    }

    private String place(ParameterException mistake) {
        return mistake.getArgSpec() instanceof OptionSpec option && places.containsKey(option.longestName())
                ? places.get(option.longestName()) + ": "
                : "";
    }

    private static String what(ParameterException mistake, CommandLine command) {
        if (mistake instanceof UnmatchedArgumentException unmatched) {
            String stranger = unmatched.getUnmatched().get(0);
            boolean option = unmatched.isUnknownOption();
            String kind = option ? "option" : command.getSubcommands().isEmpty() ? "argument" : "command";
            String hint =
                    NearestName.hint(stranger.replaceFirst("=.*", ""), option ? options(command) : commands(command));
            return "There is no %s '%s'%s".formatted(kind, stranger, hint.isEmpty() ? "." : hint);
        }
        String message = String.valueOf(mistake.getMessage()).strip();
        return message.endsWith(".") || message.endsWith("?") ? message : message + ".";
    }

    private static Collection<String> options(CommandLine command) {
        List<String> names = new ArrayList<>();
        command.getCommandSpec().options().forEach(option -> names.addAll(List.of(option.names())));
        return names;
    }

    private static Collection<String> commands(CommandLine command) {
        return command.getSubcommands().keySet();
    }
}
