package dev.octet.body;

import dev.octet.calibrate.CalibrationSettings;
import dev.octet.calibrate.CalibrationSettings.OnBadSample;
import dev.octet.calibrate.Feedback;
import dev.octet.calibrate.data.DataSource;
import dev.octet.calibrate.data.Sample;
import dev.octet.error.Kind;
import dev.octet.error.OctetException;
import dev.octet.graph.Model;
import dev.octet.graph.Value;
import dev.octet.runtime.Session;
import dev.octet.runtime.SessionSettings;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a body is given while samples run through the model around it: one sample of the body for each of its runs.
 *
 * <p>What little there is, is kept; of much, each iteration runs the model anew.
 */
public final class BodySamples implements DataSource, AutoCloseable {
    /** Bytes of inputs that are kept. */
    private static final long KEPT_BYTES = 64L << 20;

    private final BodyModel untyped;
    private final DataSource data;
    private final CalibrationSettings settings;
    private final BodyRuns runs;
    private final CopiedValues copied;
    private final Session session;
    private final List<Sample> first = new ArrayList<>();
    private final boolean isAll;

    private BodySamples(Model outer, BodyModel body, BodyRuns runs, DataSource data, CalibrationSettings settings) {
        this.untyped = body;
        this.data = data;
        this.settings = settings;
        this.runs = runs;
        this.copied = CopiedValues.of(outer, runs.needed(), settings.feedback().values());
        this.session = Session.open(copied.model(), SessionSettings.defaults());
        this.isAll = keepFirst();
    }

    /**
     * Samples for a body; empty for the body of a node that is no If, Loop or Scan of ONNX.
     *
     * @param outer the model that holds the body
     * @param data samples of that model
     * @param settings how they are run
     * @throws OctetException of kind RUNTIME if ONNX Runtime fails; of kind INVALID_DATA if a sample does not fit
     */
    public static Optional<BodySamples> of(Model outer, BodyModel body, DataSource data, CalibrationSettings settings) {
        return BodyRuns.of(body).map(runs -> new BodySamples(outer, body, runs, data, settings));
    }

    /** Whether the body never runs. */
    public boolean isEmpty() {
        return first.isEmpty();
    }

    /** The body with what these samples tell of its inputs. */
    public BodyModel body() {
        return new SeenInputs(untyped).typed(first);
    }

    @Override
    public String description() {
        return "what %s is given in %s".formatted(untyped.site().label(), data.description());
    }

    @Override
    public boolean isRandom() {
        return data.isRandom();
    }

    @Override
    public Iterator<Sample> iterator() {
        return isAll ? Collections.unmodifiableList(first).iterator() : new Runs();
    }

    @Override
    public void close() {
        session.close();
        runs.close();
    }

    /** Keeps samples from the first on while there is room; whether that is all of them. */
    private boolean keepFirst() {
        long bytes = 0;
        for (Iterator<Sample> samples = new Runs(); samples.hasNext(); ) {
            Sample sample = samples.next();
            bytes += sample.inputs().values().stream()
                    .mapToLong(tensor -> tensor.data().byteSize())
                    .sum();
            if (bytes > KEPT_BYTES && !first.isEmpty()) {
                return false;
            }
            first.add(sample);
        }
        return true;
    }

    /** Walks through the samples of the model around, and for each through the runs that it leads to. */
    private final class Runs implements Iterator<Sample> {
        private final Iterator<Sample> outer = data.iterator();
        private final Set<String> inputs =
                session.inputs().stream().map(Value::name).collect(Collectors.toSet());
        private final Feedback feedback = new Feedback(settings.feedback(), session.inputs());
        private Iterator<Map<String, Tensor>> current = Collections.emptyIterator();
        private String sample = "";
        private int number;

        @Override
        public boolean hasNext() {
            while (!current.hasNext() && outer.hasNext()) {
                settings.cancellation().check();
                next(outer.next());
            }
            return current.hasNext();
        }

        private void next(Sample given) {
            sample = given.id();
            number = 0;
            try {
                current = runs.runs(around(given));
            } catch (OctetException bad) {
                boolean isSkipped = settings.onBadSample() == OnBadSample.SKIP
                        && (bad.kind() == Kind.INVALID_DATA || bad.kind() == Kind.RUNTIME);
                if (!isSkipped) {
                    throw bad;
                }
            }
        }

        private Map<String, Tensor> around(Sample given) {
            Map<String, Tensor> fitting = new LinkedHashMap<>(given.inputs());
            fitting.putAll(settings.constants());
            Map<String, Tensor> complete = new LinkedHashMap<>(feedback.before(given.group(), fitting));
            complete.keySet().retainAll(inputs);
            Map<String, Tensor> values = new LinkedHashMap<>();
            session.run(
                    complete,
                    feedback.around(
                            (name, view) -> Optional.ofNullable(copied.values().get(name))
                                    .ifPresent(value -> values.put(value, view.toTensor()))));
            requireTensors(values);
            return values;
        }

        private void requireTensors(Map<String, Tensor> values) {
            runs.needed().stream()
                    .filter(value -> !values.containsKey(value))
                    .findFirst()
                    .ifPresent(missing -> {
                        throw OctetException.invalidModel("Expected tensors to go into %s, got '%s', which is none"
                                .formatted(untyped.site().label(), missing));
                    });
        }

        @Override
        public Sample next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            number++;
            return Sample.of("%s, run %d".formatted(sample, number), Objects.requireNonNull(current.next()));
        }
    }
}
