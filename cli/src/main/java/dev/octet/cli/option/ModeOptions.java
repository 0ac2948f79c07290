package dev.octet.cli.option;

import dev.octet.cli.value.Choice;
import dev.octet.cli.value.Mode;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** Which options of {@code octet quantize} mean something in which mode. */
public final class ModeOptions {
    private static final Set<String> OF_WEIGHTS = Set.of(
            "--bits",
            "--block-size",
            "--symmetric",
            "--method",
            "--form",
            "--accuracy-level",
            "--eight-bits",
            "--eight-bits-share",
            "--float16");

    private static final Set<String> OF_CODEBOOKS = Set.of("--codebook", "--codebook-per-channel");

    private static final String DATA = "--data";

    /** Where samples come from, for the modes that may use some. */
    private static final Set<String> OF_SAMPLES = Set.of(
            DATA,
            "--data-kind",
            "--samples",
            "--seed",
            "--input",
            "--tokenizer",
            "--max-length",
            "--columns",
            "--text-pairs",
            "--sample-rate",
            "--chunk",
            "--color",
            "--resize",
            "--resize-mode",
            "--interpolation",
            "--antialias",
            "--crop",
            "--pad-value",
            "--pad-position",
            "--scale",
            "--mean",
            "--std",
            "--layout",
            "--orientation");

    private static final Set<String> OF_FLOAT16 = Set.of("--float32-operators");

    private static final Set<String> OF_FILES = Set.of("--fix-overridable");

    private static final Set<String> OF_DYNAMIC = Set.of("--target", "--exclude-operator");

    private static final Set<String> OF_ALL = Set.of(
            "--mode",
            "--config",
            "--output",
            "--report",
            "--quiet",
            EvaluateOptions.OPTION,
            "--exclude",
            "--verbose",
            "--stacktrace",
            "--help",
            "--version");

    private ModeOptions() {}

    /**
     * Refuses an option that would not be looked at, rather than let it be thought to have worked.
     *
     * @throws ParameterException if there is one
     */
    public static void requireFitting(CommandLine command, Mode mode) {
        CommandSpec spec = command.getCommandSpec();
        boolean evaluates = command.getParseResult().hasMatchedOption(EvaluateOptions.OPTION);
        for (OptionSpec option : command.getParseResult().matchedOptionsSet()) {
            String name = option.longestName();
            if (isOfEvaluation(spec, name)) {
                require(evaluates, command, name, "without " + EvaluateOptions.OPTION);
            } else {
                boolean readsSamples = evaluates && isOf("inputs", spec, name);
                require(
                        OF_ALL.contains(name) || means(mode, name) || readsSamples,
                        command,
                        name,
                        "with --mode=" + Choice.name(mode));
                boolean reads = readsSamples || command.getParseResult().hasMatchedOption(DATA);
                require(
                        mode != Mode.WEIGHT_ONLY || !OF_SAMPLES.contains(name) || reads,
                        command,
                        name,
                        "with --mode=weight-only without " + DATA);
            }
        }
    }

    private static void require(boolean fits, CommandLine command, String name, String where) {
        if (!fits) {
            throw new ParameterException(command, "Option '%s' means nothing %s".formatted(name, where));
        }
    }

    /** Whether an option says something about the comparison after quantizing, and nothing else. */
    public static boolean isOfEvaluation(CommandSpec quantize, String name) {
        return name.equals(EvaluateOptions.SAMPLES) || isOf("evaluation", quantize, name);
    }

    private static boolean isOf(String mixin, CommandSpec command, String name) {
        return Objects.requireNonNull(command.mixins().get(mixin)).options().stream()
                .anyMatch(option -> option.longestName().equals(name));
    }

    private static boolean means(Mode mode, String name) {
        return switch (mode) {
            case STATIC -> !isOfOtherModes(name);
            case DYNAMIC -> OF_DYNAMIC.contains(name);
            case WEIGHT_ONLY ->
                OF_WEIGHTS.contains(name)
                        || OF_FLOAT16.contains(name)
                        || OF_FILES.contains(name)
                        || OF_SAMPLES.contains(name);
            case CODEBOOK -> OF_CODEBOOKS.contains(name) || name.equals("--bits");
            case FLOAT16 -> OF_FLOAT16.contains(name) || OF_FILES.contains(name);
        };
    }

    private static boolean isOfOtherModes(String name) {
        return OF_WEIGHTS.contains(name) || OF_CODEBOOKS.contains(name) || OF_FLOAT16.contains(name);
    }
}
