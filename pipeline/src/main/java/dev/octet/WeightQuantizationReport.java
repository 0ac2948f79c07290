package dev.octet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Symmetry;
import dev.octet.format.WholeFile;
import dev.octet.report.Json;
import dev.octet.rewrite.TraceEntry;
import dev.octet.runtime.RuntimeVersion;
import dev.octet.weightonly.WeightOnlySettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** A {@link WeightQuantizationResult} as JSON for other programs; the fields are described in the user guide. */
public final class WeightQuantizationReport {
    /** Raised when a field changes its meaning or goes away; new fields do not raise it. */
    public static final int VERSION = 1;

    private WeightQuantizationReport() {}

    /**
     * Writes the report to a file, whole or not at all.
     *
     * @throws dev.octet.error.OctetException of kind FILE if it cannot be written
     */
    public static void write(WeightQuantizationResult result, Path file) {
        WholeFile.write(file, of(result).getBytes(StandardCharsets.UTF_8));
    }

    /** The report as a text. */
    public static String of(WeightQuantizationResult result) {
        ObjectNode root = Json.object()
                .put("format", "octet-weight-quantization")
                .put("version", VERSION)
                .put("onnxRuntime", RuntimeVersion.get());
        root.set("model", file(result.configuration().model(), result.floatBytes()));
        root.set("output", file(result.output(), result.quantizedBytes()));
        root.put("sizeRatio", result.sizeRatio())
                .put("seconds", result.seconds())
                .put("loaded", result.loaded());
        root.set("settings", settings(result.configuration().settings()));
        root.set("nodes", Json.array(result.trace(), WeightQuantizationReport::node));
        return Json.print(root);
    }

    private static ObjectNode file(Path path, long bytes) {
        return Json.object().put("file", path.toString()).put("bytes", bytes);
    }

    private static ObjectNode settings(WeightOnlySettings settings) {
        return Json.object()
                .put("bits", settings.bits())
                .put("blockSize", settings.blockSize())
                .put("symmetric", settings.symmetry() == Symmetry.SYMMETRIC)
                .put("method", name(settings.method()))
                .put("form", name(settings.form()))
                .put("accuracyLevel", settings.accuracyLevel());
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
