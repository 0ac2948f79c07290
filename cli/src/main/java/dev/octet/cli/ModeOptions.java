package dev.octet.cli;

import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Which options of {@code octet quantize} mean something in which mode. */
final class ModeOptions {
    /** They make no recipe: a model of quantized weights says nothing of how it was made yet. */
    static final Set<String> OF_WEIGHTS =
            Set.of("--bits", "--block-size", "--symmetric", "--method", "--form", "--accuracy-level");

    private static final Set<String> OF_DYNAMIC = Set.of("--target", "--exclude-operator");

    private static final Set<String> OF_ALL = Set.of(
            "--mode",
            "--config",
            "--output",
            "--report",
            "--quiet",
            "--exclude",
            "--verbose",
            "--stacktrace",
            "--help",
            "--version");

    private ModeOptions() {}

    /**
     * Refuses an option that the mode would not look at, rather than let it be thought to have worked.
     *
     * @throws ParameterException if there is one
     */
    static void requireFitting(CommandLine command, Mode mode) {
        for (OptionSpec option : command.getParseResult().matchedOptionsSet()) {
            String name = option.longestName();
            boolean fits = OF_ALL.contains(name) || means(mode, name);
            if (!fits) {
                throw new ParameterException(
                        command, "Option '%s' means nothing with --mode=%s".formatted(name, Choice.name(mode)));
            }
        }
    }

    private static boolean means(Mode mode, String name) {
        return switch (mode) {
            case STATIC -> !OF_WEIGHTS.contains(name);
            case DYNAMIC -> OF_DYNAMIC.contains(name);
            case WEIGHT_ONLY -> OF_WEIGHTS.contains(name);
        };
    }
}
