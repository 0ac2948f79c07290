package dev.octet.rewrite;

import dev.octet.graph.Model;
import dev.octet.graph.ValueType;
import java.util.Map;

/**
 * Tells the types of a model's values; a pass asks once, for the model before its first rule, when a rule needs a type.
 *
 * <p>The answer stays true through the pass because a rule never gives a name another meaning: it drops values and
 * brings in new names, but a name that stays keeps its value.
 */
@FunctionalInterface
public interface TypeSource {
    /** Knows nothing, for rules that look at nodes and constants alone. */
    TypeSource NONE = model -> Map.of();

    /**
     * Types of values of the main graph by name. Only what holds for every input that fits the declared inputs may be
     * said: a wrong dimension makes a wrong rewrite, a missing entry only a refusal.
     */
    Map<String, ValueType> types(Model model);
}
