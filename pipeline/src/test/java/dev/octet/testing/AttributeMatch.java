package dev.octet.testing;

import static dev.octet.testing.StructureMatch.expect;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * Compares the attributes of two nodes; subgraphs node by node, with the outer values they read paired by the caller.
 */
final class AttributeMatch {
    private final BiConsumer<String, String> outer;

    /** The consumer is told which values of the graphs around have to be the same. */
    AttributeMatch(BiConsumer<String, String> outer) {
        this.outer = outer;
    }

    void check(String label, Map<String, Attribute> wanted, Map<String, Attribute> found) {
        expect("attributes " + label, new TreeMap<>(wanted).keySet(), new TreeMap<>(found).keySet());
        wanted.forEach((name, attribute) ->
                check("attribute '" + name + "' " + label, attribute, Objects.requireNonNull(found.get(name))));
    }

    private void check(String what, Attribute wanted, Attribute found) {
        if (wanted instanceof Attribute.GraphValue one && found instanceof Attribute.GraphValue other) {
            graphs(what, List.of(one.value()), List.of(other.value()));
        } else if (wanted instanceof Attribute.Graphs many && found instanceof Attribute.Graphs others) {
            graphs(what, many.values(), others.values());
        } else if (wanted instanceof Attribute.TensorValue one && found instanceof Attribute.TensorValue other) {
            TensorDifference.between(one.value(), other.value(), 0).ifPresent(text -> {
                throw new StructureMatch.Mismatch(what + ": " + text);
            });
        } else {
            expect(what, wanted, found);
        }
    }

    private void graphs(String what, List<Graph> wanted, List<Graph> found) {
        expect(what + ", number of graphs", wanted.size(), found.size());
        for (int i = 0; i < wanted.size(); i++) {
            graph(what, wanted.get(i), found.get(i));
        }
    }

    /** Subgraphs are compared in order, with the names that the text gives. */
    private void graph(String what, Graph wanted, Graph found) {
        expect(what + ", inputs", names(wanted.inputs()), names(found.inputs()));
        expect(what + ", number of nodes", wanted.nodes().size(), found.nodes().size());
        Map<String, String> inner = new HashMap<>();
        List<String> wantedReads = new ArrayList<>();
        List<String> foundReads = new ArrayList<>();
        for (int i = 0; i < wanted.nodes().size(); i++) {
            Node one = wanted.nodes().get(i);
            Node other = found.nodes().get(i);
            String label = "in " + what + ", node " + i;
            expect("operator " + label, one.operator(), other.operator());
            expect(
                    "number of inputs " + label,
                    one.inputs().size(),
                    other.inputs().size());
            expect("outputs " + label, one.outputs(), other.outputs());
            check(label, one.attributes(), other.attributes());
            wantedReads.addAll(one.inputs());
            foundReads.addAll(other.inputs());
        }
        wantedReads.addAll(names(wanted.outputs()));
        foundReads.addAll(names(found.outputs()));
        expect(what + ", number of outputs", wantedReads.size(), foundReads.size());
        for (int i = 0; i < wantedReads.size(); i++) {
            read(what, wanted, wantedReads.get(i), foundReads.get(i), inner);
        }
    }

    private void read(String what, Graph graph, String wanted, String found, Map<String, String> inner) {
        boolean own = wanted.isEmpty() || graph.definedNames().contains(wanted);
        if (own) {
            expect(what + ", value", inner.computeIfAbsent(wanted, name -> name), found);
        } else {
            outer.accept(wanted, found);
        }
    }

    private static List<String> names(List<Value> values) {
        return values.stream().map(Value::name).toList();
    }
}
