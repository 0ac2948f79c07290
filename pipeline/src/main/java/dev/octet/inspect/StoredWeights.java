package dev.octet.inspect;

import dev.octet.format.ExternalFile;
import dev.octet.graph.Attribute;
import dev.octet.graph.Model;
import dev.octet.graph.Origin;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tensors that a model stores: initializers and tensor attributes, such as those of Constant, in every graph and
 * function. Data that several of them share counts once. Sparse initializers are left out.
 *
 * @param totals by element type, the most bytes first
 * @param externalFiles bytes taken from each data file beside the model, by the name that the model gives it
 */
public record StoredWeights(List<WeightTotal> totals, Map<String, Long> externalFiles) {
    private static final Comparator<WeightTotal> MOST_BYTES_FIRST =
            Comparator.comparingLong(WeightTotal::bytes).reversed().thenComparing(WeightTotal::type);

    /** Copies the collections, keeping their order. */
    public StoredWeights {
        totals = List.copyOf(totals);
        externalFiles = Collections.unmodifiableMap(new LinkedHashMap<>(externalFiles));
    }

    /** Elements of all tensors. */
    public long elements() {
        return totals.stream().mapToLong(WeightTotal::elements).sum();
    }

    /** Number of tensors. */
    public int tensors() {
        return totals.stream().mapToInt(WeightTotal::tensors).sum();
    }

    /** Bytes of all tensors. */
    public long bytes() {
        return totals.stream().mapToLong(WeightTotal::bytes).sum();
    }

    /** Bytes in data files beside the model. */
    public long externalBytes() {
        return externalFiles.values().stream().mapToLong(Long::longValue).sum();
    }

    /** What a model stores. */
    public static StoredWeights of(Model model) {
        return of(new Walk(model));
    }

    static StoredWeights of(Walk walk) {
        Collector collector = new Collector();
        walk.initializers().forEach(initializer -> collector.add(initializer.tensor(), initializer.origin()));
        for (Walk.Visit visit : walk.visits()) {
            for (Attribute attribute : visit.node().attributes().values()) {
                if (attribute instanceof Attribute.TensorValue stored) {
                    collector.add(stored.value(), stored.origin());
                }
            }
        }
        return collector.result();
    }

    private static final class Collector {
        private final Set<TensorData> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Map<ElementType, WeightTotal> totals = new EnumMap<>(ElementType.class);
        private final Map<String, Long> externalFiles = new LinkedHashMap<>();

        void add(Tensor tensor, Origin origin) {
            if (seen.add(tensor.data())) {
                long bytes = tensor.data().byteSize();
                totals.merge(
                        tensor.type(),
                        new WeightTotal(tensor.type(), 1, tensor.elementCount(), bytes),
                        WeightTotal::plus);
                ExternalFile.of(origin).ifPresent(file -> externalFiles.merge(file, bytes, Long::sum));
            }
        }

        StoredWeights result() {
            return new StoredWeights(
                    totals.values().stream().sorted(MOST_BYTES_FIRST).toList(), externalFiles);
        }
    }
}
