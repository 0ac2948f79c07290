package dev.octet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.StaticQuantizationResult.LeftFloat;
import dev.octet.StaticQuantizationResult.Outcome;
import dev.octet.StaticQuantizationResult.Quantized;
import dev.octet.StaticQuantizationResult.Refused;
import dev.octet.format.WholeFile;
import dev.octet.place.PlacementSettings;
import dev.octet.report.CalibrationJson;
import dev.octet.report.Json;
import dev.octet.report.ParametersJson;
import dev.octet.report.PlanJson;
import dev.octet.report.PreparationJson;
import dev.octet.report.ProvenanceJson;
import dev.octet.run.ReportHead;
import dev.octet.staticrange.StaticSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A {@link StaticQuantizationResult} as JSON for other programs; the fields are described in the user guide. */
public final class StaticQuantizationReport {
    private StaticQuantizationReport() {}

    /**
     * Writes the report to a file, whole or not at all.
     *
     * @throws dev.octet.error.OctetException of kind FILE if it cannot be written
     */
    public static void write(StaticQuantizationResult result, Path file) {
        WholeFile.write(file, of(result).getBytes(StandardCharsets.UTF_8));
    }

    /** The report as a text. The same result gives the same text. */
    public static String of(StaticQuantizationResult result) {
        ObjectNode root = ReportHead.of("static", result);
        addOutcome(root, result.outcome());
        root.set("notes", Json.strings(result.notes()));
        root.set("target", PlanJson.target(result.plan().target()));
        root.set("settings", settings(result.configuration().settings()));
        root.set("preparation", PreparationJson.of(result.prepared()));
        addQuantized(root, result);
        root.set("estimate", PlanJson.estimate(result.plan()));
        root.set("bodies", Json.array(result.bodies(), BodyJson::of));
        root.set("nodes", PlanJson.nodes(result.plan(), result.quantized().map(Quantized::fusion)));
        return Json.print(root);
    }

    private static void addOutcome(ObjectNode root, Outcome outcome) {
        if (outcome instanceof LeftFloat left) {
            root.put("outcome", "float").put("reason", left.reason());
        } else if (outcome instanceof Refused refused) {
            root.put("outcome", "refused");
            root.set(
                    "refusals",
                    Json.array(
                            refused.refusals(),
                            refusal -> Json.object()
                                    .put("what", refusal.what())
                                    .put("reason", refusal.reason())
                                    .put("remedy", refusal.remedy())));
        } else {
            root.put("outcome", "quantized");
        }
    }

    private static void addQuantized(ObjectNode root, StaticQuantizationResult result) {
        Optional<Quantized> found = result.quantized();
        if (found.isPresent()) {
            Quantized quantized = found.get();
            root.set("provenance", ProvenanceJson.of(quantized.provenance()));
            root.set("calibration", CalibrationJson.of(quantized.calibration()));
            root.set("fusion", PlanJson.fusion(quantized.fusion()));
            root.set(
                    "values",
                    ParametersJson.values(
                            result.plan(), quantized.calibration(), quantized.estimates(), quantized.inserted()));
            root.set("constants", ParametersJson.constants(quantized.inserted()));
        }
    }

    private static ObjectNode settings(StaticSettings settings) {
        PlacementSettings placement = settings.placement();
        ObjectNode object = Json.object();
        object.set(
                "excludedNodes",
                Json.strings(placement.excludedNodes().stream().sorted().toList()));
        object.set(
                "excludedOperators",
                Json.strings(placement.excludedOperators().stream().sorted().toList()));
        return object.put("strict", settings.refinement().strict())
                .put("perChannel", placement.perChannel())
                .put("form", placement.form().name().toLowerCase(Locale.ROOT))
                .put("prefer", placement.preference().name().toLowerCase(Locale.ROOT))
                .put("opset", settings.preparation().opset())
                .put("range", settings.estimator().name())
                .put("foldLimit", settings.preparation().foldLimit())
                .put("fixOverridable", settings.preparation().fixOverridable());
    }
}
