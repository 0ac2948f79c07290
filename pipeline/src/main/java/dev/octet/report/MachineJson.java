package dev.octet.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.runtime.RuntimeVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Which program measured, and on which machine. */
final class MachineJson {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private MachineJson() {}

    static ObjectNode tool() {
        ObjectNode object = Json.object().put("name", "octet");
        // From the manifest of the jar, which classes in a folder do not have.
        Optional.ofNullable(MachineJson.class.getPackage().getImplementationVersion())
                .ifPresent(version -> object.put("version", version));
        return object.put("onnxRuntime", RuntimeVersion.get());
    }

    static ObjectNode machine() {
        ObjectNode object = Json.object();
        processor().ifPresent(name -> object.put("processor", name));
        return object.put("architecture", System.getProperty("os.arch"))
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("system", System.getProperty("os.name"))
                .put("java", Runtime.version().toString());
    }

    /** What Linux calls the first processor; empty elsewhere. */
    private static Optional<String> processor() {
        try {
            return Files.readAllLines(PROCESSORS, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst();
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }
}
