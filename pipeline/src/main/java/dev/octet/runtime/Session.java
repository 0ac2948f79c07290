package dev.octet.runtime;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.octet.format.OnnxWriter;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.graph.ValueType;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model loaded into ONNX Runtime, ready to run on the processor. Holds native memory until it is closed.
 *
 * <p>Several threads may run it at a time.
 */
public final class Session implements AutoCloseable {
    private final OrtSession session;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final InputCheck check;

    private Session(OrtSession session, Graph graph) throws OrtException {
        this.session = session;
        SessionTypes types = new SessionTypes(graph);
        inputs = types.values(session.getInputInfo());
        outputs = types.values(session.getOutputInfo());
        check = new InputCheck(inputs, graph.initializers().keySet());
    }

    /**
     * Loads a model.
     *
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses it
     */
    public static Session open(Model model, SessionSettings settings) {
        try (OrtSession.SessionOptions options = Options.of(settings)) {
            OrtSession session = Environment.shared().createSession(OnnxWriter.toBytes(model), options);
            try {
                return new Session(session, model.graph());
            } catch (OrtException failure) {
                session.close();
                throw failure;
            }
        } catch (OrtException failure) {
            throw OrtErrors.failure("load the model", failure);
        }
    }

    /**
     * The inputs that a run has to be given, with their types; those with a default in the model are not among them.
     */
    public List<Value> inputs() {
        return inputs;
    }

    /** The outputs with the types that ONNX Runtime infers; dimensions keep their names. */
    public List<Value> outputs() {
        return outputs;
    }

    /**
     * Runs the model and copies its outputs, in order; those that are no tensors are left out.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_DATA if the inputs do not fit, of kind RUNTIME if the run
     *     fails
     */
    public Map<String, Tensor> run(Map<String, Tensor> given) {
        Map<String, Tensor> results = new LinkedHashMap<>();
        run(given, (name, view) -> results.put(name, view.toTensor()));
        return results;
    }

    /**
     * Runs the model and shows its outputs to a reader, in order.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_DATA if the inputs do not fit, of kind RUNTIME if the run
     *     fails
     */
    public void run(Map<String, Tensor> given, OutputReader reader) {
        check.check(given);
        try (InputFeed feed = new InputFeed(new DirectBuffers())) {
            for (Map.Entry<String, Tensor> entry : given.entrySet()) {
                feed.add(entry.getKey(), entry.getValue());
            }
            Set<String> wanted = new LinkedHashSet<>();
            outputs.stream().filter(Session::isTensor).map(Value::name).forEach(wanted::add);
            try (OrtSession.Result result = session.run(feed.tensors(), wanted)) {
                for (Value output : outputs) {
                    read(output, result, reader);
                }
            }
        } catch (OrtException failure) {
            throw OrtErrors.failure("run the model on " + given, failure);
        }
    }

    private static boolean isTensor(Value output) {
        return output.type() instanceof ValueType.TensorType;
    }

    private static void read(Value output, OrtSession.Result result, OutputReader reader) {
        OnnxValue value = isTensor(output) ? result.get(output.name()).orElseThrow() : null;
        if (value instanceof OnnxTensor tensor) {
            reader.read(output.name(), new TensorView(output.name(), tensor, Optional.empty()));
        } else {
            reader.skipped(output.name(), output.type().toString());
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException failure) {
            throw OrtErrors.failure("free the model", failure);
        }
    }
}
