package dev.octet.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.AutoComplete.GenerateCompletion;

/**
 * The subcommands, and what the first argument tells before all arguments are read.
 *
 * <p>To build a command, its options have to be found by reflection, which for all commands takes as long as to read a
 * model and to plan. Whoever names one in the first place mostly needs no other.
 */
final class Commands {
    /** In the order of the help. */
    private static final Map<String, Class<?>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("quantize", QuantizeCommand.class);
        ALL.put("compare", CompareCommand.class);
        ALL.put("inspect", InspectCommand.class);
        ALL.put("verify", VerifyCommand.class);
        ALL.put("report", ReportCommand.class);
        ALL.put("generate-completion", GenerateCompletion.class);
    }

    /** Looks at other commands: repeats quantization, completes all. */
    private static final Set<String> NEED_OTHERS = Set.of("verify", "generate-completion");

    private static final Set<String> RUN_MODELS = Set.of("quantize", "compare", "inspect", "verify");
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

    private Commands() {}

    /** Those that may be asked for or looked at. */
    static Collection<Class<?>> neededFor(String... arguments) {
        return named(arguments)
                .filter(name -> !NEED_OTHERS.contains(name))
                .<Collection<Class<?>>>map(name -> List.of(ALL.get(name)))
                .orElse(ALL.values());
    }

    /** Whether the command will most probably need ONNX Runtime. */
    static boolean runModels(String... arguments) {
        return named(arguments).filter(RUN_MODELS::contains).isPresent()
                && List.of(arguments).stream().noneMatch(HELP::contains);
    }

    private static Optional<String> named(String... arguments) {
        return List.of(arguments).stream().limit(1).filter(ALL::containsKey).findFirst();
    }
}
