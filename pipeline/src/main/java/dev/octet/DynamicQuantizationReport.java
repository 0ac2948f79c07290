package dev.octet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Scheme;
import dev.octet.dynamic.DynamicSettings;
import dev.octet.format.WholeFile;
import dev.octet.report.Json;
import dev.octet.report.PlanJson;
import dev.octet.report.PreparationJson;
import dev.octet.report.ProvenanceJson;
import dev.octet.run.ReportHead;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link DynamicQuantizationResult} as JSON for other programs; the fields are described in the user guide. */
public final class DynamicQuantizationReport {
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
        ObjectNode root = ReportHead.of("dynamic", result);
        root.put("outcome", "quantized");
        root.set("notes", Json.strings(result.notes()));
        root.set("preparation", PreparationJson.of(result.prepared()));
        root.set("settings", settings(result.configuration().settings()));
        root.set("provenance", ProvenanceJson.of(result.provenance()));
        root.set("fusion", PlanJson.fusion(result.fusion()));
        root.set("nodes", Json.array(result.trace(), ReportHead::node));
        return Json.print(root);
    }

    private static ObjectNode settings(DynamicSettings settings) {
        Scheme weight = settings.weight();
        ObjectNode object = Json.object().put("weightType", weight.type().onnxName());
        object.set("weightCodes", Json.longs(weight.lowest(), weight.highest()));
        object.set(
                "excludedNodes",
                Json.strings(settings.excludedNodes().stream().sorted().toList()));
        object.set(
                "excludedOperators",
                Json.strings(settings.excludedOperators().stream().sorted().toList()));
        return object;
    }
}
