package dev.octet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Scheme;
import dev.octet.format.WholeFile;
import dev.octet.report.Json;
import dev.octet.rewrite.TraceEntry;
import dev.octet.runtime.RuntimeVersion;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link DynamicQuantizationResult} as JSON for other programs; the fields are described in the user guide. */
public final class DynamicQuantizationReport {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    public static final int VERSION = 1;

    private DynamicQuantizationReport() {}

    /**
     * Writes the report to a file, whole or not at all.
     *
     * @throws dev.octet.error.OctetException of kind FILE if it cannot be written
     */
    public static void write(DynamicQuantizationResult result, Path file) {
        WholeFile.write(file, of(result).getBytes(StandardCharsets.UTF_8));
    }

    /** The report as a text. */
    public static String of(DynamicQuantizationResult result) {
        ObjectNode root = Json.object()
                .put("format", "octet-dynamic-quantization")
                .put("version", VERSION)
                .put("onnxRuntime", RuntimeVersion.get());
        root.set("model", file(result.configuration().model(), result.floatBytes()));
        root.set("output", file(result.output(), result.quantizedBytes()));
        root.put("sizeRatio", result.sizeRatio()).put("seconds", result.seconds());
        Scheme weight = result.configuration().settings().weight();
        root.set(
                "weights",
                Json.object()
                        .put("type", weight.type().onnxName())
                        .put("lowest", weight.lowest())
                        .put("highest", weight.highest()));
        root.set("operators", Json.numbers(result.operators()));
        root.set("nodes", Json.array(result.trace(), DynamicQuantizationReport::node));
        return Json.print(root);
    }

    private static ObjectNode file(Path path, long bytes) {
        return Json.object().put("file", path.toString()).put("bytes", bytes);
    }

    private static ObjectNode node(TraceEntry entry) {
        ObjectNode node = Json.object()
                .put("node", entry.node())
                .put("rule", entry.rule())
                .put("quantized", entry.applied());
        entry.refusal().ifPresent(reason -> node.put("doesNotHold", reason));
        return node;
    }
}
