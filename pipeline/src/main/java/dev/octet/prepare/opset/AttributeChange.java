package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Takes out attributes that are gone and have no say in the result, and writes out defaults that have changed.
 *
 * @param dropped attributes to take out
 * @param defaults what an attribute meant while it was left out, or did not exist yet
 */
record AttributeChange(Set<String> dropped, Map<String, Attribute> defaults) implements Adapter {
    static AttributeChange drop(String... names) {
        return new AttributeChange(new TreeSet<>(List.of(names)), Map.of());
    }

    static AttributeChange keepDefault(String name, Attribute value) {
        return new AttributeChange(Set.of(), Map.of(name, value));
    }

    AttributeChange and(AttributeChange other) {
        Set<String> allDropped = new TreeSet<>(dropped);
        allDropped.addAll(other.dropped);
        Map<String, Attribute> allDefaults = new LinkedHashMap<>(defaults);
        allDefaults.putAll(other.defaults);
        return new AttributeChange(allDropped, allDefaults);
    }

    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Map<String, Attribute> attributes = new LinkedHashMap<>(node.attributes());
        attributes.keySet().removeAll(dropped);
        defaults.forEach(attributes::putIfAbsent);
        return Adaptation.to(node.withAttributes(attributes));
    }
}
