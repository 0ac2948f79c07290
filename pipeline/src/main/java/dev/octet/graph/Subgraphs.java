package dev.octet.graph;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Replaces the graphs held in a node's attributes. */
final class Subgraphs {
    private Subgraphs() {}

    static Map<String, Attribute> replaceAll(Map<String, Attribute> attributes, UnaryOperator<Graph> change) {
        Map<String, Attribute> changed = new LinkedHashMap<>(attributes);
        changed.replaceAll((name, attribute) -> {
            if (attribute instanceof Attribute.GraphValue one) {
                return new Attribute.GraphValue(change.apply(one.value()));
            }
            if (attribute instanceof Attribute.Graphs many) {
                return new Attribute.Graphs(many.values().stream().map(change).toList());
            }
            return attribute;
        });
        return changed;
    }
}
