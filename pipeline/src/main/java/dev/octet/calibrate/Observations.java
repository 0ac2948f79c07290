package dev.octet.calibrate;

import dev.octet.error.OctetException;
import dev.octet.observe.Accumulator;
import dev.octet.observe.StatisticKind;
import dev.octet.observe.TensorStatistics;
import dev.octet.runtime.OutputReader;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What one worker has seen of each wanted value. Not safe for threads, but for the log: each worker has its own, since
 * counts that go from processor to processor cost more than the counting, and statistics merge exactly.
 */
final class Observations {
    private final Map<String, Accumulator> accumulators = new LinkedHashMap<>();
    private final NonFiniteLog nonFinite;
    private final RearrangedValues rearranged;
    private final Set<StatisticKind> kinds;

    /**
     * Of nothing so far.
     *
     * @param rearranged those of the values that follow from others
     */
    Observations(Set<String> values, RearrangedValues rearranged, Set<StatisticKind> kinds) {
        this(rearranged.rest(values), rearranged, kinds, new NonFiniteLog());
    }

    private Observations(
            Set<String> values, RearrangedValues rearranged, Set<StatisticKind> kinds, NonFiniteLog nonFinite) {
        this.rearranged = rearranged;
        this.kinds = kinds;
        this.nonFinite = nonFinite;
        values.forEach(value -> accumulators.put(value, new Accumulator(kinds)));
    }

    /** Of the same values, with nothing seen and the same log. */
    Observations another() {
        return new Observations(accumulators.keySet(), rearranged, kinds, nonFinite);
    }

    /** The statistics of several together, none of which may be adding to its own meanwhile. At least one. */
    static Map<String, TensorStatistics> statistics(List<Observations> all) {
        Observations any = all.get(0);
        Map<String, TensorStatistics> statistics = new LinkedHashMap<>();
        List<String> names = List.copyOf(any.accumulators.keySet());
        // On all processors, since there are two large tables to add up for each value.
        List<TensorStatistics> merged =
                names.parallelStream().map(name -> merged(name, all)).toList();
        for (int i = 0; i < names.size(); i++) {
            statistics.put(names.get(i), merged.get(i));
        }
        any.rearranged.parts().forEach((name, parts) -> statistics.put(name, any.joined(parts, statistics)));
        return statistics;
    }

    private static TensorStatistics merged(String name, List<Observations> all) {
        return all.stream()
                .map(one -> Objects.requireNonNull(one.accumulators.get(name)).statistics())
                .reduce(TensorStatistics::merge)
                .orElseThrow();
    }

    private TensorStatistics joined(List<String> parts, Map<String, TensorStatistics> known) {
        Accumulator joined = new Accumulator(kinds);
        parts.forEach(part -> joined.merge(Objects.requireNonNull(known.get(part))));
        return joined.statistics();
    }

    /** Adds what an earlier run saw. */
    void merge(Checkpoint earlier) {
        earlier.statistics().forEach((name, statistics) -> {
            if (!rearranged.parts().containsKey(name)) {
                Optional.ofNullable(accumulators.get(name)).orElseThrow().merge(statistics);
            }
        });
        earlier.nonFinite().forEach(nonFinite::add);
    }

    /** Looks at one run of the model, or at what no run computes. */
    Run run(long sampleNumber, String sample) {
        return new Run(sampleNumber, sample);
    }

    /** One run, on one thread. */
    final class Run {
        private final long sampleNumber;
        private final String sample;
        private final Map<String, Long> bad = new HashMap<>();

        private Run(long sampleNumber, String sample) {
            this.sampleNumber = sampleNumber;
            this.sample = sample;
        }

        /** A reader for the outputs. */
        OutputReader reader() {
            return (name, view) -> {
                ElementType type = view.elementType();
                observe(name, type, one -> one.observe(sampleNumber, type, view.buffer()));
            };
        }

        /** Looks at a tensor that no run computes: an input or a constant. */
        void observe(String name, Tensor tensor) {
            observe(name, tensor.type(), one -> one.observe(sampleNumber, tensor));
        }

        private void observe(String name, ElementType type, ToLongFunction<Accumulator> look) {
            Accumulator accumulator = accumulators.get(name);
            if (accumulator == null) {
                return;
            }
            requireFloating(name, type);
            long found = look.applyAsLong(accumulator);
            if (found > 0) {
                bad.put(name, found);
                nonFinite.add(name, sampleNumber, sample, found);
            }
        }

        /** Notes for the rearranged values what was found in their parts. */
        void finish() {
            if (!bad.isEmpty()) {
                rearranged.parts().forEach((name, parts) -> {
                    long found = parts.stream()
                            .mapToLong(part -> bad.getOrDefault(part, 0L))
                            .sum();
                    if (found > 0) {
                        nonFinite.add(name, sampleNumber, sample, found);
                    }
                });
            }
        }
    }

    private static void requireFloating(String name, ElementType type) {
        if (!type.isFloating()) {
            throw OctetException.configuration(
                    "Value '%s' is of type %s; only floating values can be observed".formatted(name, type.onnxName()));
        }
    }

    NonFiniteLog nonFinite() {
        return nonFinite;
    }
}
