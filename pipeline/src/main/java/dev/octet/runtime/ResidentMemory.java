package dev.octet.runtime;

import dev.octet.graph.Model;
import dev.octet.tensor.Tensor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What of this process lies in memory, as Linux counts it: {@code VmRSS} in {@code /proc/self/status}, proc(5).
 *
 * <p>It counts the Java heap too, so growth is only as exact as the heap is still.
 */
public final class ResidentMemory {
    private static final Path STATUS = Path.of("/proc/self/status");

    private ResidentMemory() {}

    /** Resident bytes of this process; empty where the system does not tell. */
    public static OptionalLong bytes() {
        try {
            return Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException notLinux) {
            return OptionalLong.empty();
        }
    }

    /**
     * By how much the process grows from before a model is loaded to after its first run; it is unloaded again.
     *
     * @throws dev.octet.error.OctetException as {@link Session#open} and {@link Session#run}
     */
    public static OptionalLong growth(Model model, SessionSettings settings, Map<String, Tensor> sample) {
        OptionalLong before = bytes();
        try (Session session = Session.open(model, settings)) {
            session.run(sample, (name, view) -> {});
            OptionalLong after = bytes();
            return before.isPresent() && after.isPresent()
                    ? OptionalLong.of(Math.max(0, after.getAsLong() - before.getAsLong()))
                    : OptionalLong.empty();
        }
    }
}
