package dev.octet.format;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import dev.octet.tensor.TensorData;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A model as bytes without some of its weights, for a reader that takes those by name from memory.
 *
 * <p>Only initializers of the main graph are detached that no caller can override. In the bytes they look like external
 * data in a file that does not exist.
 *
 * @param shell the model; the caller must not change the array
 * @param weights what is missing from it, by the name of the initializer, in the order of the model
 */
@SuppressWarnings("ArrayRecordComponent") // Equality of two of these is nobody's question.
public record DetachedModel(byte[] shell, Map<String, Tensor> weights) {
    /** Read by nobody; says in an error message where the data should have come from. */
    private static final String NO_FILE = "given-by-name";

    /** Keeps the order of the weights. */
    public DetachedModel {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
    }

    /**
     * Detaches the weights that a caller wants, as far as they can be.
     *
     * @throws dev.octet.error.OctetException of kind CONFIGURATION if what remains has 2 GiB or more
     */
    public static DetachedModel of(Model model, Predicate<Tensor> wanted) {
        Graph graph = model.graph();
        // Data that is read in other places too has to stay in the bytes, for those are not given by name.
        Set<TensorData> staying = Collections.newSetFromMap(new IdentityHashMap<>());
        staying.addAll(Weights.of(
                model.withGraph(graph.toBuilder().initializers(List.of()).build())));
        Map<String, Tensor> weights = new LinkedHashMap<>();
        for (Initializer initializer : graph.initializers().values()) {
            Tensor tensor = initializer.tensor();
            boolean detached = !graph.uses().isInput(initializer.name())
                    && tensor.type() != ElementType.STRING
                    && wanted.test(tensor);
            if (detached) {
                weights.put(initializer.name(), tensor);
            } else {
                staying.add(tensor.data());
            }
        }
        weights.values().removeIf(tensor -> staying.contains(tensor.data()));
        return new DetachedModel(new ModelWriter(model, placement(weights.values())).toBytes(), weights);
    }

    private static Placement placement(Collection<Tensor> weights) {
        IdentityHashMap<TensorData, Placement.Location> places = new IdentityHashMap<>();
        weights.forEach(tensor -> places.put(
                tensor.data(), new Placement.Location(NO_FILE, 0, tensor.data().byteSize())));
        return data -> Optional.ofNullable(places.get(data));
    }
}
