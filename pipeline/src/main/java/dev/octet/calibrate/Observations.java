package dev.octet.calibrate;

import dev.octet.error.OctetException;
import dev.octet.observe.Accumulator;
import dev.octet.observe.StatisticKind;
import dev.octet.observe.TensorStatistics;
import dev.octet.runtime.OutputReader;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What has been seen of each wanted value. Several threads may add to it: statistics merge exactly, so that it does not
 * matter who comes first.
 */
final class Observations {
    private final Map<String, Accumulator> accumulators = new LinkedHashMap<>();
    private final NonFiniteLog nonFinite = new NonFiniteLog();

    Observations(Set<String> values, Set<StatisticKind> kinds) {
        values.forEach(value -> accumulators.put(value, new Accumulator(kinds)));
    }

    /** Adds what an earlier run saw. */
    void merge(Checkpoint earlier) {
        earlier.statistics()
                .forEach((name, statistics) -> Optional.ofNullable(accumulators.get(name))
                        .orElseThrow()
                        .merge(statistics));
        earlier.nonFinite().forEach(nonFinite::add);
    }

    /** A reader for the outputs of one run. */
    OutputReader reader(long sampleNumber, String sample) {
        return (name, view) -> {
            ElementType type = view.elementType();
            observe(name, type, sampleNumber, sample, one -> one.observe(sampleNumber, type, view.buffer()));
        };
    }

    /** Looks at a tensor that no run computes: an input or a constant. */
    void observe(long sampleNumber, String sample, String name, Tensor tensor) {
        observe(name, tensor.type(), sampleNumber, sample, one -> one.observe(sampleNumber, tensor));
    }

    private void observe(
            String name, ElementType type, long sampleNumber, String sample, ToLongFunction<Accumulator> look) {
        Accumulator accumulator = accumulators.get(name);
        if (accumulator == null) {
            return;
        }
        if (!type.isFloating()) {
            throw OctetException.configuration(
                    "Value '%s' is of type %s; only floating values can be observed".formatted(name, type.onnxName()));
        }
        long bad;
        synchronized (accumulator) {
            bad = look.applyAsLong(accumulator);
        }
        if (bad > 0) {
            nonFinite.add(name, sampleNumber, sample, bad);
        }
    }

    /** The statistics so far, in the order asked for; nobody may be adding to them meanwhile. */
    Map<String, TensorStatistics> statistics() {
        Map<String, TensorStatistics> statistics = new LinkedHashMap<>();
        accumulators.forEach((name, accumulator) -> statistics.put(name, accumulator.statistics()));
        return statistics;
    }

    NonFiniteLog nonFinite() {
        return nonFinite;
    }
}
