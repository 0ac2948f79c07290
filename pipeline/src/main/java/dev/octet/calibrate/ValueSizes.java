package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.runtime.SessionSettings;
import dev.octet.runtime.ShapeProbe;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How large values are: the first usable sample is run with the shapes of the values as outputs, not the values. */
final class ValueSizes {
    private ValueSizes() {}

    /** Elements of each value; empty if there is no usable sample. */
    static Map<String, Long> of(Model model, Set<String> values, DataSource source, CalibrationSettings settings) {
        SessionSettings session =
                SessionSettings.defaults().withLevel(settings.optimization()).withThreads(1);
        try (ShapeProbe probe = new ShapeProbe(model, values, session)) {
            Feedback feedback = new Feedback(settings.feedback(), probe.inputs());
            for (Sample sample : source) {
                try {
                    return probe.elements(inputs(sample, feedback, settings));
                } catch (OctetException bad) {
                    // Whether that is an error is decided when the samples are observed.
                    settings.cancellation().check();
                }
            }
            return Map.of();
        }
    }

    private static Map<String, Tensor> inputs(Sample sample, Feedback feedback, CalibrationSettings settings) {
        Map<String, Tensor> inputs = new LinkedHashMap<>(sample.inputs());
        inputs.putAll(settings.constants());
        return feedback.before(sample.group(), inputs);
    }
}
