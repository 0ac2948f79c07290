package dev.octet.prepare;

import dev.octet.graph.Model;
import dev.octet.graph.ValueType;
import dev.octet.rewrite.Trace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model made ready to be observed and quantized.
 *
 * @param model the model; it computes what the original computes
 * @param trace every rewrite, and every refusal with its reason
 * @param notes what a user should know, in sentences
 * @param types types of the main graph's values as far as they are known; dimensions of the same name are the same, and
 *     names that the model has not were made up for that
 */
public record Prepared(Model model, Trace trace, List<String> notes, Map<String, ValueType> types) {
    /** Copies the collections, keeping their order. */
    public Prepared {
        notes = List.copyOf(notes);
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** The same with another trace. */
    public Prepared withTrace(Trace other) {
        return new Prepared(model, other, notes, types);
    }
}
