package dev.octet.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.report.Json;
import dev.octet.rewrite.TraceEntry;
import dev.octet.runtime.RuntimeVersion;
import java.nio.file.Path;
import java.util.Locale;

/** The fields that every report of {@code octet quantize} begins with, whatever the mode. */
public final class ReportHead {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    public static final int VERSION = 1;

    private static final String FORMAT = "octet-quantization";

    private ReportHead() {}

    /**
     * The fields of a result.
     *
     * @param mode the value of {@code --mode} that made it
     */
    public static ObjectNode of(String mode, RunResult result) {
        ObjectNode root = Json.object()
                .put("format", FORMAT)
                .put("version", VERSION)
                .put("mode", mode)
                .put("onnxRuntime", RuntimeVersion.get());
        root.set("model", file(result.model(), result.floatBytes()));
        root.set("output", file(result.output(), result.quantizedBytes()));
        return root.put("sizeRatio", result.sizeRatio()).put("seconds", result.seconds());
    }

    private static ObjectNode file(Path path, long bytes) {
        return Json.object().put("file", path.toString()).put("bytes", bytes);
    }

    /** A node that a rule looked at, in the form of the nodes of a plan. */
    public static ObjectNode node(TraceEntry entry) {
        ObjectNode node = Json.object().put("name", entry.node()).put("rule", entry.rule());
        node.put("decision", entry.applied() ? "quantized" : "float");
        entry.reason().ifPresent(reason -> node.put("reason", reason));
        return node;
    }

    /** A constant as users write it. */
    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
