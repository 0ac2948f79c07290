package dev.octet.testing;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Compares a graph with an expected one, up to the order of nodes and up to the names that a change invented.
 *
 * <p>Walks both graphs from the outputs towards the inputs and pairs values on the way. A value of the expected graph
 * that the original graph has too must keep its name; another may be paired with any new value, but always the same.
 */
final class StructureMatch {
    private final Set<String> originalNames = new HashSet<>();
    private final Model actualModel;
    private final Graph actual;
    private final Graph expected;
    private final ParsedText wanted;
    private final Map<String, String> pairs = new HashMap<>();
    private final Map<String, String> reverse = new HashMap<>();
    private final IdentityHashMap<Node, Node> matched = new IdentityHashMap<>();
    private final AttributeMatch attributes = new AttributeMatch(this::pair);

    StructureMatch(Model before, Model actualModel, ParsedText wanted) {
        this.actualModel = actualModel;
        this.actual = actualModel.graph();
        this.expected = wanted.model().graph();
        this.wanted = wanted;
        originalNames.addAll(before.graph().definedNames());
    }

    /** The first difference in words, or empty where there is none. */
    Optional<String> difference() {
        try {
            headers();
            expect("the outputs", names(expected.outputs()), names(actual.outputs()));
            for (Value output : expected.outputs()) {
                pair(output.name(), output.name());
            }
            leftovers();
            for (Initializer initializer : expected.initializers().values()) {
                initializer(initializer);
            }
            return Optional.empty();
        } catch (Mismatch mismatch) {
            return Optional.of(String.valueOf(mismatch.getMessage()));
        }
    }

    private void headers() {
        for (String header : wanted.givenHeaders()) {
            if (header.equals("ir")) {
                expect("ir", wanted.model().irVersion(), actualModel.irVersion());
            } else if (header.startsWith("opset")) {
                String domain = header.substring("opset".length()).strip();
                expect(header, version(wanted.model(), domain), version(actualModel, domain));
            }
        }
    }

    private static long version(Model model, String domain) {
        return model.opsetImports().getOrDefault(domain, 0L);
    }

    private static List<String> names(List<Value> values) {
        return values.stream().map(Value::name).toList();
    }

    private void pair(String wantedName, String found) {
        if (wantedName.isEmpty() || found.isEmpty()) {
            expect("an omitted value", wantedName, found);
            return;
        }
        String before = pairs.putIfAbsent(wantedName, found);
        if (before != null) {
            expect("value '" + wantedName + "'", before, found);
            return;
        }
        if (originalNames.contains(wantedName) || originalNames.contains(found)) {
            expect("a value of the original", wantedName, found);
        }
        if (reverse.put(found, wantedName) != null) {
            throw new Mismatch("expected '%s' and another value to differ, both are '%s'".formatted(wantedName, found));
        }
        producers(wantedName, found);
    }

    private void producers(String wantedName, String found) {
        Optional<Node> wantedNode = expected.uses().producer(wantedName);
        Optional<Node> foundNode = actual.uses().producer(found);
        if (wantedNode.isPresent() && foundNode.isPresent()) {
            nodes(wantedNode.get(), foundNode.get());
        } else if (wantedNode.isPresent()) {
            throw new Mismatch("expected node %s, but '%s' is computed by no node".formatted(wantedNode.get(), found));
        } else if (foundNode.isPresent()) {
            throw new Mismatch("expected '%s' to be constant or an input, but node %s computes '%s'"
                    .formatted(wantedName, foundNode.get(), found));
        }
    }

    private void nodes(Node wantedNode, Node found) {
        if (matched.putIfAbsent(found, wantedNode) != null) {
            return;
        }
        String label = "of the node that computes '" + found.output() + "'";
        expect("operator " + label, wantedNode.operator(), found.operator());
        if (!wantedNode.name().isEmpty()) {
            expect("name " + label, wantedNode.name(), found.name());
        }
        expect(
                "number of outputs " + label,
                wantedNode.outputs().size(),
                found.outputs().size());
        expect(
                "number of inputs " + label + " " + found.inputs(),
                wantedNode.inputs().size(),
                found.inputs().size());
        attributes.check(label, wantedNode.attributes(), found.attributes());
        for (int i = 0; i < found.outputs().size(); i++) {
            pair(wantedNode.outputs().get(i), found.outputs().get(i));
        }
        for (int i = 0; i < found.inputs().size(); i++) {
            pair(wantedNode.inputs().get(i), found.inputs().get(i));
        }
    }

    /** Nodes that no output depends on are paired in their order. */
    private void leftovers() {
        List<Node> wantedNodes = new ArrayList<>(expected.nodes());
        wantedNodes.removeIf(matched::containsValue);
        List<Node> foundNodes = new ArrayList<>(actual.nodes());
        foundNodes.removeIf(matched::containsKey);
        expect("nodes that no output depends on", wantedNodes.size(), foundNodes.size());
        for (int i = 0; i < foundNodes.size(); i++) {
            nodes(wantedNodes.get(i), foundNodes.get(i));
        }
    }

    private void initializer(Initializer initializer) {
        String found = pairs.getOrDefault(initializer.name(), initializer.name());
        Initializer content = actual.initializers().get(found);
        if (content == null) {
            throw new Mismatch("expected the initializer '%s', found none".formatted(found));
        }
        boolean open = wanted.openInitializers().contains(initializer.name());
        TensorDifference.between(initializer.tensor(), content.tensor(), open ? Double.POSITIVE_INFINITY : 1e-6)
                .ifPresent(text -> {
                    throw new Mismatch("initializer '" + found + "': " + text);
                });
    }

    static void expect(String what, Object wanted, Object found) {
        if (!Objects.equals(wanted, found)) {
            throw new Mismatch("%s: expected %s, found %s".formatted(what, wanted, found));
        }
    }

    /** Ends the walk at the first difference. */
    static final class Mismatch extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }
}
