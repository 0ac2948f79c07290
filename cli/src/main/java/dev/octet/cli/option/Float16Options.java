package dev.octet.cli.option;

import dev.octet.float16.Float16Settings;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What becomes float16 and what does not. */
public final class Float16Options {
    @Option(
            names = "--float16",
            description = "With --mode=weight-only: convert what stays float to float16, as --mode=float16 does alone.")
    private boolean alsoFloat16;

    @Option(
            names = "--float32-operators",
            paramLabel = "TYPE",
            split = ",",
            description = "Operators that stay float32 in place of the usual ones, which the guide lists; repeatable.")
    private List<String> keptOperators = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields
    public Float16Options() {}

    /** Whether weight-only quantization goes on to float16. */
    public boolean alsoFloat16() {
        return alsoFloat16;
    }

    public Float16Settings settings(Set<String> keptNodes) {
        Float16Settings settings = Float16Settings.defaults().withKeptNodes(keptNodes);
        return keptOperators.isEmpty() ? settings : settings.withKeptOperators(Set.copyOf(keptOperators));
    }
}
