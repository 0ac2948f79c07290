package dev.octet.cli.option;

import dev.octet.error.OctetException;
import dev.octet.provenance.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Which options of {@code octet quantize} decide what the quantized model becomes, byte for byte, and which do not. */
public final class RecipeOptions {
    /** These go into the model's metadata, so that {@code octet verify} can give them again. */
    public static final Set<String> DECIDING = Set.of(
            "mode",
            "bits",
            "block-size",
            "symmetric",
            "method",
            "form",
            "accuracy-level",
            "eight-bits",
            "eight-bits-share",
            "codebook",
            "codebook-per-channel",
            "float16",
            "float32-operators",
            "data-kind",
            "samples",
            "random-input",
            "dimension",
            "seed",
            "input",
            "feedback",
            "on-bad-sample",
            "batch",
            "range",
            "import-ranges",
            "tokenizer",
            "max-length",
            "columns",
            "text-pairs",
            "sample-rate",
            "chunk",
            "color",
            "resize",
            "resize-mode",
            "interpolation",
            "antialias",
            "crop",
            "pad-value",
            "pad-position",
            "scale",
            "mean",
            "std",
            "layout",
            "orientation",
            "target",
            "prefer",
            "format",
            "exclude",
            "exclude-operator",
            "per-tensor",
            "override",
            "fix-overridable",
            "floor",
            "no-timing");

    /** These say where things lie, what is shown, or how fast it goes. */
    public static final Set<String> INDIFFERENT = Set.of(
            "data",
            "config",
            "output",
            "report",
            "strict",
            "export-ranges",
            "export-format",
            "quiet",
            "evaluate",
            "threads",
            "memory-budget",
            "cache",
            "help",
            "version",
            "verbose",
            "stacktrace");

    private RecipeOptions() {}

    /**
     * What was given on the command line, with the target that it came to, since the default depends on the machine.
     */
    public static Recipe of(ParseResult given, String target) {
        TreeMap<String, List<String>> options = new TreeMap<>(of(given).options());
        options.put("target", List.of(target));
        return new Recipe(options, DataOptions.SEED);
    }

    /** What was given on the command line, where the result is the same for every target. */
    public static Recipe of(ParseResult given) {
        TreeMap<String, List<String>> options = new TreeMap<>();
        for (OptionSpec option : given.matchedOptionsSet()) {
            String name = name(option);
            if (DECIDING.contains(name)) {
                List<String> values = option.originalStringValues();
                options.put(name, values.isEmpty() ? List.of("true") : values);
            }
        }
        return new Recipe(options, DataOptions.SEED);
    }

    /**
     * The command line that repeats a recipe.
     *
     * @throws OctetException of kind INVALID_MODEL if it has an option that is none, or that does something else
     */
    public static List<String> arguments(Recipe recipe) {
        List<String> arguments = new ArrayList<>();
        recipe.options().forEach((name, values) -> {
            if (!DECIDING.contains(name)) {
                throw OctetException.invalidModel(
                        "The model's metadata names the option '%s', which this version of octet does not know; verify it with the version that made it"
                                .formatted(name));
            }
            values.forEach(value -> arguments.add("--" + name + "=" + value));
        });
        return arguments;
    }

    private static String name(OptionSpec option) {
        return option.longestName().substring("--".length());
    }
}
