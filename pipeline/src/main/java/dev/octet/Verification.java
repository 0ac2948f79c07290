package dev.octet;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.FusionReport;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Proves that ONNX Runtime loads and runs a quantized model before anybody gets to see it. */
final class Verification {
    private Verification() {}

    /**
     * Loads the model, runs it on the first sample, and reads what was fused.
     *
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses the model or fails
     */
    static FusionReport verify(Model model, DataSource data, Map<String, Tensor> constants) {
        SessionSettings settings = SessionSettings.defaults();
        Iterator<Sample> samples = data.iterator();
        try (Session session = Session.open(model, settings)) {
            if (samples.hasNext()) {
                Map<String, Tensor> inputs = new LinkedHashMap<>(constants);
                inputs.putAll(samples.next().inputs());
                inputs.keySet()
                        .retainAll(session.inputs().stream().map(Value::name).toList());
                session.run(inputs);
            }
        }
        return FusionReport.of(model, settings);
    }
}
