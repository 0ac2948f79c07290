package dev.octet.place;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What is known about the processor that this process runs on.
 *
 * @param architecture the Java system property {@code os.arch}
 * @param features names of instruction set extensions as Linux spells them; empty where the system does not list them
 */
record HostProcessor(String architecture, Set<String> features) {
    private static final Set<String> DOT_PRODUCTS = Set.of("avx512_vnni", "avx_vnni", "amx_int8");

    static HostProcessor detect() {
        return new HostProcessor(System.getProperty("os.arch", ""), featuresListedIn(Path.of("/proc/cpuinfo")));
    }

    /** The features of the first processor; x86 lists them as {@code flags}, Arm as {@code Features}. */
    static Set<String> featuresListedIn(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
            return lines.stream()
                    .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
                    .findFirst()
                    .map(line -> words(line.substring(line.indexOf(':') + 1)))
                    .orElse(Set.of());
        } catch (IOException unavailable) {
            // Not Linux, or no permission: the caller falls back on what is right everywhere.
            return Set.of();
        }
    }

    private static Set<String> words(String text) {
        return Set.copyOf(Arrays.asList(text.strip().split("\\s+")));
    }

    /** Without a list of features, the target whose weights are right with and without dot products. */
    String targetName() {
        return switch (architecture.toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" ->
                features.stream().anyMatch(DOT_PRODUCTS::contains) ? "x86-64-vnni" : "x86-64-avx2";
            case "aarch64", "arm64" -> "arm64";
            default -> "generic";
        };
    }
}
