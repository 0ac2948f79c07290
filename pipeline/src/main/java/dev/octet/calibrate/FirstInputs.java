package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Value;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a model is given when it is run for the first time: a sample, what is constant, and zeros for what is fed back.
 */
public final class FirstInputs {
    private FirstInputs() {}

    /**
     * All inputs for the first sample that can be read; empty if there is none.
     *
     * @param modelInputs what a run has to be given
     * @throws OctetException of kind CONFIGURATION if an input that is fed back is none of the model's
     */
    public static Optional<Map<String, Tensor>> of(
            DataSource source, List<Value> modelInputs, CalibrationSettings settings) {
        Feedback feedback = new Feedback(settings.feedback(), modelInputs);
        for (Sample sample : source) {
            try {
                Map<String, Tensor> inputs = new LinkedHashMap<>(sample.inputs());
                inputs.putAll(settings.constants());
                return Optional.of(feedback.before(sample.group(), inputs));
            } catch (OctetException bad) {
                // Whether that is an error is decided where samples are observed.
                if (bad.kind() != Kind.INVALID_DATA) {
                    throw bad;
                }
                settings.cancellation().check();
            }
        }
        return Optional.empty();
    }
}
