package dev.octet.runtime;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.tensor.Tensor;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A model loaded into ONNX Runtime, ready to run on the processor. Holds native memory until it is closed.
 *
 * <p>Several threads may run it at a time, each with its own inputs and buffers. Large weights that are mapped from a
 * file stay mapped; do not change the file.
 */
public final class Session implements AutoCloseable {
    private final AtomicReference<@Nullable Loaded> loaded;
    private final WidenedInputs widened;
    private final List<Value> inputs;
    private final List<Value> outputs;
    private final InputCheck check;
    private final Runner runner;

    private Session(Loaded loaded, WidenedInputs widened) throws OrtException {
        this.loaded = new AtomicReference<>(loaded);
        this.widened = widened;
        SessionTypes types = new SessionTypes(loaded.session(), widened.model().graph());
        List<Value> given = types.inputs();
        inputs = given.stream().map(widened::original).toList();
        outputs = types.outputs();
        check = new InputCheck(inputs, widened.model().graph().initializers().keySet());
        runner = new Runner(loaded.session(), given, outputs);
    }

    /**
     * Loads a model.
     *
     * @throws dev.octet.error.OctetException of kind RUNTIME if ONNX Runtime refuses it
     */
    public static Session open(Model model, SessionSettings settings) {
        return open(model, settings, Handover.DEFAULT);
    }

    /**
     * Loads a model the way an application does, by its path.
     *
     * @param model what the file holds
     * @throws OctetException of kind RUNTIME if ONNX Runtime refuses it, or if it needs other inputs than the file has
     */
    static Session openFile(Path file, Model model, SessionSettings settings) {
        WidenedInputs same = WidenedInputs.of(model);
        if (!same.originals().isEmpty()) {
            throw new OctetException(Kind.RUNTIME, "%s has inputs that Java cannot give".formatted(file));
        }
        try (OrtSession.SessionOptions options = Options.of(settings)) {
            return new Session(
                    Loaded.of(Environment.shared().createSession(file.toString(), options), List.of()), same);
        } catch (OrtException failure) {
            throw OrtErrors.failure("load the model", failure);
        }
    }

    static Session open(Model model, SessionSettings settings, Handover handover) {
        WidenedInputs widened = WidenedInputs.of(model);
        try (OrtSession.SessionOptions options = Options.of(settings)) {
            Loaded loaded = handover.load(widened.model(), options, settings.optimizedModel());
            try {
                return new Session(loaded, widened);
            } catch (OrtException | RuntimeException failure) {
                loaded.close();
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

    /**
     * The outputs with the types that ONNX Runtime infers; dimensions keep their names. A tensor that may be a scalar
     * or of unknown rank has no dimensions at all, unless the model declares it a scalar.
     */
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
        run(given, false, (name, view) -> results.put(name, view.toTensor()));
        return results;
    }

    /**
     * Runs the model and shows its outputs to a reader, in order, mostly where ONNX Runtime wrote them: into buffers
     * that are kept for the next run. A first run on inputs of new shapes may copy.
     *
     * @throws dev.octet.error.OctetException of kind INVALID_DATA if the inputs do not fit, of kind RUNTIME if the run
     *     fails
     */
    public void run(Map<String, Tensor> given, OutputReader reader) {
        run(given, true, reader);
    }

    private void run(Map<String, Tensor> given, boolean inPlace, OutputReader reader) {
        if (loaded.get() == null) {
            throw new IllegalStateException("The session is closed");
        }
        check.check(given);
        try {
            runner.run(widened.widen(given), inPlace, reader);
        } catch (OrtException failure) {
            throw OrtErrors.failure("run the model on " + given, failure);
        }
    }

    /** Runs once and prepares to do so again. */
    PreparedRun prepare(Map<String, Tensor> given) {
        run(given, (name, view) -> {});
        try {
            return runner.prepare(widened.widen(given));
        } catch (OrtException failure) {
            throw OrtErrors.failure("run the model on " + given, failure);
        }
    }

    /** Frees the native memory. No other thread may be running the model. Closing again does nothing. */
    @Override
    public void close() {
        Optional<Loaded> open = Optional.ofNullable(loaded.getAndSet(null));
        try {
            if (open.isPresent()) {
                runner.close();
                open.get().close();
            }
        } catch (OrtException failure) {
            throw OrtErrors.failure("free the model", failure);
        }
    }
}
