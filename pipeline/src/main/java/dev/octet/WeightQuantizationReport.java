package dev.octet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.affine.Symmetry;
import dev.octet.float16.Float16Constant;
import dev.octet.float16.Float16Node;
import dev.octet.float16.Float16Result;
import dev.octet.float16.Float16Settings;
import dev.octet.format.WholeFile;
import dev.octet.report.Json;
import dev.octet.report.ProvenanceJson;
import dev.octet.run.ReportHead;
import dev.octet.weightonly.WeightOnlySettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** A {@link WeightQuantizationResult} as JSON for other programs; the fields are described in the user guide. */
public final class WeightQuantizationReport {
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
        WeightQuantizationConfiguration configuration = result.configuration();
        ObjectNode root = ReportHead.of(configuration.weights().isPresent() ? "weight-only" : "float16", result);
        root.put("outcome", "quantized");
        root.set("notes", Json.strings(result.notes()));
        root.put("loaded", result.loaded()).put("gptq", configuration.data().isPresent());
        root.set("settings", settings(configuration));
        root.set("provenance", ProvenanceJson.of(result.provenance()));
        root.set("eightBitNodes", sorted(result.eightBitNodes()));
        root.set("nodes", Json.array(result.trace(), ReportHead::node));
        result.float16().ifPresent(halved -> root.set("float16", float16(halved)));
        return Json.print(root);
    }

    private static ObjectNode settings(WeightQuantizationConfiguration configuration) {
        ObjectNode object = Json.object();
        configuration.weights().ifPresent(weights -> addWeights(object, weights));
        configuration.float16().ifPresent(float16 -> addFloat16(object, float16));
        return object;
    }

    private static void addWeights(ObjectNode object, WeightOnlySettings settings) {
        object.put("bits", settings.bits())
                .put("blockSize", settings.blockSize())
                .put("symmetric", settings.symmetry() == Symmetry.SYMMETRIC)
                .put("method", ReportHead.name(settings.method()))
                .put("form", ReportHead.name(settings.form()))
                .put("accuracyLevel", settings.accuracyLevel())
                .set("excludedNodes", sorted(settings.excludedNodes()));
        object.set("eightBitNodes", sorted(settings.eightBitNodes()));
        object.put("eightBitShare", settings.eightBitShare());
    }

    private static void addFloat16(ObjectNode object, Float16Settings settings) {
        object.set("float32Operators", sorted(settings.keptOperators()));
        object.set("float32Nodes", sorted(settings.keptNodes()));
    }

    private static ArrayNode sorted(Set<String> names) {
        return Json.strings(names.stream().sorted().toList());
    }

    private static ObjectNode float16(Float16Result result) {
        ObjectNode object = Json.object().put("convertedNodes", result.convertedNodes());
        List<Float16Node> kept =
                result.nodes().stream().filter(node -> !node.converted()).toList();
        object.set("float32Nodes", Json.array(kept, WeightQuantizationReport::kept));
        object.set("constants", Json.array(result.constants(), WeightQuantizationReport::constant));
        return object;
    }

    private static ObjectNode kept(Float16Node node) {
        return Json.object()
                .put("name", node.node())
                .put("operator", node.operator().toString())
                .put("reason", node.kept().orElse(""));
    }

    private static ObjectNode constant(Float16Constant constant) {
        return Json.object()
                .put("name", constant.name())
                .put("elements", constant.elements())
                .put("overflowing", constant.overflowing())
                .put("clamped", constant.clamped())
                .put("underflowing", constant.underflowing());
    }
}
