package dev.octet.calibrate;

import dev.octet.error.OctetException;
import dev.octet.runtime.OutputReader;
import dev.octet.runtime.OutputView;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What one worker has seen of each wanted value. Not thread-safe; workers' observations are merged at the end. */
final class Observations implements OutputReader {
    private final Map<String, ValueObserver> observers = new LinkedHashMap<>();
    private final NonFiniteLog nonFinite = new NonFiniteLog();
    private final FloatChunks chunks = new FloatChunks();
    private long sampleNumber;
    private String sample = "";

    Observations(Set<String> values) {
        values.forEach(value -> observers.put(value, new ValueObserver()));
    }

    /** Whatever is seen from now on belongs to this sample. */
    void begin(long number, String id) {
        sampleNumber = number;
        sample = id;
    }

    @Override
    public void read(String name, OutputView view) {
        ValueObserver observer = observers.get(name);
        if (observer != null) {
            observe(name, observer, view.elementType(), view.buffer());
        }
    }

    /** Looks at a tensor that no run computes: an input or a constant. */
    void read(String name, Tensor tensor) {
        ValueObserver observer = observers.get(name);
        if (observer != null) {
            observe(name, observer, tensor.type(), tensor.data().buffer());
        }
    }

    private void observe(String name, ValueObserver observer, ElementType type, ByteBuffer bytes) {
        if (!FloatChunks.canRead(type)) {
            throw OctetException.configuration(
                    "Value '%s' is of type %s; only floating values can be observed".formatted(name, type.onnxName()));
        }
        long before = observer.nonFiniteCount();
        chunks.read(type, bytes, observer::observe);
        if (observer.nonFiniteCount() > before) {
            nonFinite.add(name, sampleNumber, sample, observer.nonFiniteCount() - before);
        }
    }

    void merge(Observations other) {
        other.observers.forEach((name, observer) -> observer(name).merge(observer));
        nonFinite.merge(other.nonFinite);
    }

    private ValueObserver observer(String name) {
        return observers.computeIfAbsent(name, key -> new ValueObserver());
    }

    Map<String, ValueObserver> observers() {
        return observers;
    }

    NonFiniteLog nonFinite() {
        return nonFinite;
    }
}
