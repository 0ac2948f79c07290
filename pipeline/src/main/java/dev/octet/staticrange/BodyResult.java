package dev.octet.staticrange;

import dev.octet.calibrate.CalibrationResult;
import dev.octet.insert.Inserted;
import dev.octet.observe.Estimate;
import dev.octet.place.Cause;
import dev.octet.place.Decision;
import dev.octet.place.Plan;
import dev.octet.runtime.FusionReport;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What became of one body of If, Loop or Scan that has nodes with weights.
 *
 * @param where the body, as shown to people; of nested ones the innermost first
 * @param outcome what was done
 */
public record BodyResult(String where, Outcome outcome) {
    /** What was done. */
    public sealed interface Outcome {}

    /**
     * The body was quantized.
     *
     * @param plan which of its nodes, and why not the others
     * @param calibration what its runs showed
     * @param estimates the range of every value that has one of its own
     * @param inserted the body as a model, quantized
     * @param fusion what ONNX Runtime runs on integers
     */
    public record Quantized(
            Plan plan,
            CalibrationResult calibration,
            Map<String, Estimate> estimates,
            Inserted inserted,
            FusionReport fusion)
            implements Outcome {
        /** Keeps the order of the estimates. */
        public Quantized {
            estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
        }
    }

    /**
     * The body stays as it was.
     *
     * @param decision why, and what would mend that
     */
    public record LeftFloat(Decision.LeftFloat decision) implements Outcome {}

    /** What became of a body that was taken into the model, if only for the bodies inside. */
    static BodyResult of(String where, Attempt attempt) {
        return new BodyResult(
                where,
                attempt.done()
                        .<Outcome>map(done -> new Quantized(
                                attempt.plan(),
                                done.chosen().calibration(),
                                done.chosen().estimates(),
                                done.inserted(),
                                done.draft().fusion()))
                        .orElseGet(() -> new LeftFloat(Cause.WHOLE_MODEL.because(attempt.reason()))));
    }

    /** What was done with the body, or empty where it stays float. */
    public Optional<Quantized> quantized() {
        return outcome instanceof Quantized done ? Optional.of(done) : Optional.empty();
    }

    /** In a sentence. */
    @Override
    public String toString() {
        if (outcome instanceof LeftFloat left) {
            return "%s stays float: %s (%s)"
                    .formatted(
                            where,
                            left.decision().reason(),
                            left.decision().cause().remedy());
        }
        Plan plan = quantized().orElseThrow().plan();
        return String.format(
                Locale.ROOT,
                "%s: %d of its %d nodes quantized",
                where,
                plan.quantized().size(),
                plan.nodes().size());
    }
}
