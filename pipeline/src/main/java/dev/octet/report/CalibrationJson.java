package dev.octet.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.calibrate.NonFinite;
import dev.octet.calibrate.SkippedSample;

/** What the samples were, and what was wrong with them. What they showed is with the values of the plan. */
public final class CalibrationJson {
    private CalibrationJson() {}

    /** Number of samples and values, then samples left out and values with NaN or infinities. */
    public static ObjectNode of(CalibrationResult calibration) {
        ObjectNode object = Json.object()
                .put("data", calibration.data())
                .put("random", calibration.random())
                .put("samples", calibration.samples())
                .put("values", calibration.statistics().size());
        object.set("skipped", Json.array(calibration.skipped(), CalibrationJson::skipped));
        object.set("nonFinite", Json.array(calibration.nonFinite(), CalibrationJson::nonFinite));
        object.set("unseen", Json.strings(calibration.unseen()));
        return object;
    }

    private static ObjectNode skipped(SkippedSample skipped) {
        return Json.object()
                .put("number", skipped.number())
                .put("sample", skipped.sample())
                .put("reason", skipped.reason());
    }

    private static ObjectNode nonFinite(NonFinite found) {
        return Json.object()
                .put("value", found.value())
                .put("count", found.count())
                .put("samples", found.samples())
                .put("firstSample", found.firstSample());
    }
}
