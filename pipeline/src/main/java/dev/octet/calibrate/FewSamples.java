package dev.octet.calibrate;

import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Runs a few samples through a model whose outputs show something that is needed besides calibration. */
public final class FewSamples {
    private FewSamples() {}

    /**
     * Runs the first samples one by one. One that cannot be used is left out, for calibration tells of it.
     *
     * @param count how many at most
     * @param constants inputs that are the same for every sample
     * @param results is given the outputs of each run, by name
     * @throws OctetException of kind RUNTIME if ONNX Runtime refuses the model
     */
    public static void run(
            Model model,
            DataSource samples,
            int count,
            Map<String, Tensor> constants,
            Consumer<Map<String, Tensor>> results) {
        run(model, samples, count, constants, (sample, outputs) -> results.accept(outputs));
    }

    /**
     * The same where it matters which sample an output is from.
     *
     * @param results is given each sample with the outputs of its run
     * @throws OctetException of kind RUNTIME if ONNX Runtime refuses the model
     */
    public static void run(
            Model model,
            DataSource samples,
            int count,
            Map<String, Tensor> constants,
            BiConsumer<Sample, Map<String, Tensor>> results) {
        try (Session session = Session.open(model, SessionSettings.defaults())) {
            Set<String> inputs = session.inputs().stream().map(Value::name).collect(Collectors.toSet());
            int left = count;
            for (Sample sample : samples) {
                if (left-- == 0) {
                    break;
                }
                run(session, sample, inputs, constants, results);
            }
        }
    }

    private static void run(
            Session session,
            Sample sample,
            Set<String> inputs,
            Map<String, Tensor> constants,
            BiConsumer<Sample, Map<String, Tensor>> results) {
        try {
            Map<String, Tensor> given = new LinkedHashMap<>(constants);
            given.putAll(sample.inputs());
            given.keySet().retainAll(inputs);
            results.accept(sample, session.run(given));
        } catch (OctetException failure) {
            if (failure.kind() != Kind.INVALID_DATA && failure.kind() != Kind.RUNTIME) {
                throw failure;
            }
        }
    }
}
