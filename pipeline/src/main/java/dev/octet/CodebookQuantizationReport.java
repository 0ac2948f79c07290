package dev.octet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.codebook.CodebookSettings;
import dev.octet.codebook.CodebookWeight;
import dev.octet.format.WholeFile;
import dev.octet.report.Json;
import dev.octet.report.ProvenanceJson;
import dev.octet.run.ReportHead;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link CodebookQuantizationResult} as JSON for other programs; the fields are described in the user guide. */
public final class CodebookQuantizationReport {
    private CodebookQuantizationReport() {}

    /**
     * Writes the report to a file, whole or not at all.
     *
     * @throws dev.octet.error.OctetException of kind FILE if it cannot be written
     */
    public static void write(CodebookQuantizationResult result, Path file) {
        WholeFile.write(file, of(result).getBytes(StandardCharsets.UTF_8));
    }

    /** The report as a text. */
    public static String of(CodebookQuantizationResult result) {
        ObjectNode root = ReportHead.of("codebook", result);
        root.put("outcome", "quantized");
        root.set("notes", Json.strings(result.notes()));
        root.put("loaded", result.loaded());
        root.set("settings", settings(result.configuration().settings()));
        root.set("provenance", ProvenanceJson.of(result.provenance()));
        root.set("nodes", Json.array(result.found().trace(), ReportHead::node));
        putDecibels(root, "sqnr", result.found().sqnr());
        putDecibels(root, "uniformSqnr", result.found().uniformSqnr());
        root.put("uniformBytes", result.uniformBytes());
        root.set("weights", Json.array(result.weights(), CodebookQuantizationReport::weight));
        return Json.print(root);
    }

    private static ObjectNode settings(CodebookSettings settings) {
        ObjectNode object = Json.object()
                .put("codebook", ReportHead.name(settings.kind()))
                .put("bits", settings.bits())
                .put("perChannel", settings.perChannel());
        object.set(
                "excludedNodes",
                Json.strings(settings.excludedNodes().stream().sorted().toList()));
        return object;
    }

    private static ObjectNode weight(CodebookWeight weight) {
        ObjectNode object = Json.object()
                .put("name", weight.name())
                .put("elements", weight.elements())
                .put("codebooks", weight.codebooks())
                .put("entries", weight.entries())
                .put("floatBytes", weight.floatBytes())
                .put("bytes", weight.bytes())
                .put("uniformBytes", weight.uniformBytes());
        putDecibels(object, "sqnr", weight.sqnr());
        putDecibels(object, "uniformSqnr", weight.uniformSqnr());
        return object;
    }

    /** JSON has no infinity; where nothing is lost the text says so, as in comparisons. */
    private static void putDecibels(ObjectNode object, String name, double decibels) {
        if (Double.isInfinite(decibels)) {
            object.put(name, "Infinity");
        } else {
            object.put(name, decibels);
        }
    }
}
