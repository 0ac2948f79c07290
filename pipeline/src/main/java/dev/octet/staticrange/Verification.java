package dev.octet.staticrange;

import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.FirstInputs;
import dev.octet.calibrate.data.DataSource;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Proves that ONNX Runtime loads and runs a quantized model before anybody gets to see it. */
final class Verification {
    private Verification() {}

    /**
     * Loads the model, runs it on the first sample, if there is one.
     *
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses the model or fails
     */
    static void verify(Model model, DataSource data, CalibrationSettings calibration) {
        SessionSettings settings = SessionSettings.defaults();
        try (Session session = Session.open(model, settings)) {
            Optional<Map<String, Tensor>> inputs = FirstInputs.of(data, session.inputs(), calibration);
            inputs.ifPresent(all -> session.run(given(all, session.inputs())));
        }
    }

    /** Quantization may have taken inputs away that nothing reads. */
    private static Map<String, Tensor> given(Map<String, Tensor> all, List<Value> wanted) {
        Map<String, Tensor> inputs = new LinkedHashMap<>(all);
        inputs.keySet().retainAll(wanted.stream().map(Value::name).toList());
        return inputs;
    }
}
