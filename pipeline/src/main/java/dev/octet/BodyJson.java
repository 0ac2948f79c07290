package dev.octet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.report.CalibrationJson;
import dev.octet.report.Json;
import dev.octet.report.ParametersJson;
import dev.octet.report.PlanJson;
import dev.octet.staticrange.BodyResult;
import java.util.Optional;

/** What became of a body, as JSON: the fields of a model that mean something for a part of one. */
final class BodyJson {
    private BodyJson() {}

    static ObjectNode of(BodyResult body) {
        ObjectNode object = Json.object().put("body", body.where());
        if (body.outcome() instanceof BodyResult.LeftFloat left) {
            return object.put("outcome", "float")
                    .put("reason", left.decision().reason())
                    .put("remedy", left.decision().cause().remedy());
        }
        BodyResult.Quantized quantized = body.quantized().orElseThrow();
        object.put("outcome", "quantized");
        object.set("notes", Json.strings(quantized.plan().notes()));
        object.set("calibration", CalibrationJson.of(quantized.calibration()));
        object.set("fusion", PlanJson.fusion(quantized.fusion()));
        object.set(
                "values",
                ParametersJson.values(
                        quantized.plan(), quantized.calibration(), quantized.estimates(), quantized.inserted()));
        object.set("constants", ParametersJson.constants(quantized.inserted()));
        object.set("nodes", PlanJson.nodes(quantized.plan(), Optional.of(quantized.fusion())));
        return object;
    }
}
