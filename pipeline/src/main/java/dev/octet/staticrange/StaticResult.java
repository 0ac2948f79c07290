package dev.octet.staticrange;

import dev.octet.calibrate.CalibrationResult;
import dev.octet.insert.Inserted;
import dev.octet.observe.Estimate;
import dev.octet.place.Plan;
import dev.octet.prepare.Prepared;
import dev.octet.runtime.FusionReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What static quantization made of a model.
 *
 * @param prepared the float model that was planned
 * @param plan which nodes were quantized, and why the others were not
 * @param bodies what became of each body of If, Loop and Scan that may have weights, inner ones before those around
 *     them
 * @param quantized what was done; empty where all stays float
 * @param reason why all stays float; empty where it does not
 */
public record StaticResult(
        Prepared prepared, Plan plan, List<BodyResult> bodies, Optional<Quantized> quantized, String reason) {
    /** Copies the list. */
    public StaticResult {
        bodies = List.copyOf(bodies);
    }

    /**
     * The quantized model, and how it came about.
     *
     * @param calibration what the samples showed
     * @param estimates the range of every value that has one of its own, and what chose it
     * @param inserted the quantized model and what its parameters cost
     * @param fusion what ONNX Runtime runs on integers
     */
    public record Quantized(
            CalibrationResult calibration, Map<String, Estimate> estimates, Inserted inserted, FusionReport fusion) {
        /** Keeps the order of the estimates. */
        public Quantized {
            estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
        }
    }
}
