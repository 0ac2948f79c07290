package dev.octet.inspect;

import dev.octet.graph.Operator;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a model applies an operator. A function's body counts once, however often it is called.
 *
 * @param operator the operator
 * @param inGraph nodes in the main graph
 * @param inSubgraphs nodes in bodies of control flow, at any depth
 * @param inFunctions nodes in bodies of the model's functions
 */
public record OperatorCount(Operator operator, int inGraph, int inSubgraphs, int inFunctions) {
    private static final Comparator<OperatorCount> MOST_FIRST = Comparator.comparingInt(OperatorCount::total)
            .reversed()
            .thenComparing(count -> count.operator().toString());

    /** Nodes in all. */
    public int total() {
        return inGraph + inSubgraphs + inFunctions;
    }

    /** The operators of a model, the most frequent first, then by name. */
    static List<OperatorCount> of(Walk walk) {
        Map<Operator, EnumMap<Place, Integer>> counts = new LinkedHashMap<>();
        walk.visits()
                .forEach(
                        visit -> counts.computeIfAbsent(visit.node().operator(), operator -> new EnumMap<>(Place.class))
                                .merge(visit.place(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> new OperatorCount(
                        entry.getKey(),
                        entry.getValue().getOrDefault(Place.GRAPH, 0),
                        entry.getValue().getOrDefault(Place.SUBGRAPH, 0),
                        entry.getValue().getOrDefault(Place.FUNCTION, 0)))
                .sorted(MOST_FIRST)
                .toList();
    }
}
