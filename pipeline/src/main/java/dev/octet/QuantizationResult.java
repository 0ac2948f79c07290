package dev.octet;

import dev.octet.affine.Range;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.graph.Model;
import dev.octet.insert.Inserted;
import dev.octet.observe.Estimate;
import dev.octet.place.Plan;
import dev.octet.prepare.Prepared;
import dev.octet.provenance.Provenance;
import dev.octet.runtime.FusionReport;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of a model.
 *
 * @param configuration what was asked
 * @param prepared the float model after preparation, with the trace of what was folded and what was not
 * @param plan which nodes were quantized, and why the others were not
 * @param outcome what was done in the end
 * @param floatBytes size of the float model with its external data
 * @param quantizedBytes size of what was written, with its external data
 * @param seconds wall-clock time of the whole run
 */
public record QuantizationResult(
        QuantizerConfiguration configuration,
        Prepared prepared,
        Plan plan,
        Outcome outcome,
        long floatBytes,
        long quantizedBytes,
        double seconds) {

    /** What was done in the end. */
    public sealed interface Outcome {}

    /**
     * The model was quantized.
     *
     * @param calibration what the samples showed
     * @param estimates the range of every value that has one of its own, and what chose it
     * @param inserted the quantized model and what its parameters cost
     * @param fusion what ONNX Runtime runs on integers
     * @param provenance what the model was made from
     */
    public record Quantized(
            CalibrationResult calibration,
            Map<String, Estimate> estimates,
            Inserted inserted,
            FusionReport fusion,
            Provenance provenance)
            implements Outcome {
        /** Keeps the order of the estimates. */
        public Quantized {
            estimates = Collections.unmodifiableMap(new LinkedHashMap<>(estimates));
        }

        /** The ranges alone, in the order of the values. */
        public Map<String, Range> ranges() {
            return Estimate.ranges(estimates);
        }

        /** The quantized model with its provenance, as it is written. */
        public Model model() {
            return provenance.writtenTo(inserted.model());
        }
    }

    /**
     * The model was left as it was, and copied to the output byte for byte.
     *
     * @param reason why
     */
    public record LeftFloat(String reason) implements Outcome {}

    /** What quantization did, or empty where the model was left float. */
    public Optional<Quantized> quantized() {
        return outcome instanceof Quantized done ? Optional.of(done) : Optional.empty();
    }

    /** Where the model went. */
    public Path output() {
        return configuration.output();
    }

    /** Size after as a share of size before. */
    public double sizeRatio() {
        return (double) quantizedBytes / floatBytes;
    }

    /** What applies to the whole model, for people. */
    public List<String> notes() {
        return java.util.stream.Stream.concat(prepared.notes().stream(), plan.notes().stream())
                .toList();
    }
}
