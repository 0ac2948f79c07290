package dev.octet.insert;

import dev.octet.affine.Affine;
import dev.octet.graph.Model;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model with its plan carried out.
 *
 * @param model the model
 * @param activations the map of every value that is quantized while the model runs, by the value's name
 * @param constants the constants that are stored as integers, in the order of first use
 */
public record Inserted(Model model, Map<String, Affine> activations, List<QuantizedConstant> constants) {
    /** Copies the collections, keeping their order. */
    public Inserted {
        activations = Collections.unmodifiableMap(new LinkedHashMap<>(activations));
        constants = List.copyOf(constants);
    }
}
