package dev.octet.place;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Which nodes of a graph run on integers, and how each quantized value gets its parameters.
 *
 * @param target who is to run the model
 * @param nodes one entry for each node of the graph, in its order
 * @param values the values that are quantized while the model runs, by name, producers first
 * @param estimate what the plan is expected to be worth
 * @param notes what applies to the whole plan, for people
 */
public record Plan(
        Target target, List<NodePlan> nodes, Map<String, ValuePlan> values, Estimate estimate, List<String> notes) {
    /** Copies the collections, keeping their order. */
    public Plan {
        nodes = List.copyOf(nodes);
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        notes = List.copyOf(notes);
    }

    /** The values whose range has to be known before the plan can be carried out, in order. */
    public Set<String> observed() {
        Set<String> observed = new LinkedHashSet<>();
        values.values().stream()
                .filter(value -> value.parameters() instanceof Parameters.Observed)
                .forEach(value -> observed.add(value.name()));
        return Collections.unmodifiableSet(observed);
    }

    /** How a value is quantized, or empty where it is not. */
    public Optional<ValuePlan> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The nodes that run on integers. */
    public List<NodePlan> quantized() {
        return nodes.stream().filter(NodePlan::isQuantized).toList();
    }

    /** This plan with another note. */
    public Plan withNote(String note) {
        return new Plan(
                target,
                nodes,
                values,
                estimate,
                Stream.concat(notes.stream(), Stream.of(note)).toList());
    }

    /** Whether nothing is quantized. */
    public boolean isEmpty() {
        return quantized().isEmpty();
    }

    /** The plan as a table for people, one line a node and one a value. */
    @Override
    public String toString() {
        return PlanText.of(this);
    }
}
