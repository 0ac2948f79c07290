package dev.octet;

import dev.octet.affine.Range;
import dev.octet.calibrate.CalibrationResult;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.insert.Inserted;
import dev.octet.observe.Estimate;
import dev.octet.place.Plan;
import dev.octet.prepare.Prepared;
import dev.octet.provenance.Provenance;
import dev.octet.run.RunResult;
import dev.octet.runtime.FusionReport;
import dev.octet.staticrange.BodyResult;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What became of a model.
 *
 * @param configuration what was asked
 * @param prepared the float model after preparation, with the trace of what was folded and what was not
 * @param plan which nodes were quantized, and why the others were not
 * @param bodies what became of each body of If, Loop and Scan that may have weights, inner ones before those around
 *     them
 * @param outcome what was done in the end
 * @param floatBytes size of the float model with its external data
 * @param quantizedBytes size of what was written, with its external data; 0 if strict mode refused it
 * @param seconds wall-clock time of the whole run
 */
public record StaticQuantizationResult(
        StaticQuantizationConfiguration configuration,
        Prepared prepared,
        Plan plan,
        List<BodyResult> bodies,
        Outcome outcome,
        long floatBytes,
        long quantizedBytes,
        double seconds)
        implements RunResult {
    /** Refusals that a message names. */
    private static final int SHOWN = 3;

    /** Copies the list. */
    public StaticQuantizationResult {
        bodies = List.copyOf(bodies);
    }

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

    /**
     * Strict mode found something asked for that would not have been quantized, so nothing was written.
     *
     * @param refusals what, one entry or more
     */
    public record Refused(List<Refusal> refusals) implements Outcome {
        /**
         * Something that was to be quantized.
         *
         * @param what the node, as shown to people, or the whole model
         * @param reason why it would stay float
         * @param remedy what would mend that
         */
        public record Refusal(String what, String reason, String remedy) {}

        /** Copies the list. */
        public Refused {
            refusals = List.copyOf(refusals);
        }
    }

    /**
     * Returns if a model was written.
     *
     * @throws OctetException of kind UNMET if strict mode refused it, naming the first few refusals
     */
    @Override
    public void requireWritten() {
        if (outcome instanceof Refused refused) {
            int count = refused.refusals().size();
            throw new OctetException(
                    Kind.UNMET,
                    "Strict mode: %d of what was to be quantized would stay float, so nothing was written: %s%s"
                            .formatted(
                                    count,
                                    refused.refusals().stream()
                                            .limit(SHOWN)
                                            .map(refusal -> "%s: %s (%s)"
                                                    .formatted(refusal.what(), refusal.reason(), refusal.remedy()))
                                            .collect(Collectors.joining("; ")),
                                    count > SHOWN ? "; and %d more".formatted(count - SHOWN) : ""));
        }
    }

    /** What quantization did, or empty where the model was left float or refused. */
    public Optional<Quantized> quantized() {
        return outcome instanceof Quantized done ? Optional.of(done) : Optional.empty();
    }

    @Override
    public Path model() {
        return configuration.model();
    }

    @Override
    public Path output() {
        return configuration.output();
    }

    @Override
    public List<String> notes() {
        return Stream.of(
                        prepared.notes().stream(),
                        plan.notes().stream(),
                        bodies.stream().map(BodyResult::toString))
                .flatMap(notes -> notes)
                .toList();
    }
}
