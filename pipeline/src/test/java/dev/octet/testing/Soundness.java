package dev.octet.testing;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of the ONNX format that a careless change breaks first, written down independently of the library. */
final class Soundness {
    private final List<String> faults = new ArrayList<>();
    private final Set<String> nodeNames = new HashSet<>();

    private Soundness() {}

    /** What is wrong with a model; empty where nothing is. */
    static List<String> faults(Model model) {
        Soundness soundness = new Soundness();
        soundness.check(model.graph(), Set.of());
        return soundness.faults;
    }

    private void check(Graph graph, Set<String> outer) {
        Set<String> defined = new HashSet<>(outer);
        Stream<String> given = Stream.concat(
                graph.inputs().stream().map(value -> value.name()),
                graph.initializers().keySet().stream()
                        .filter(name -> !graph.uses().isInput(name)));
        Stream.concat(given, graph.sparseInitializers().stream()).forEach(name -> define(name, defined));
        for (Node node : graph.nodes()) {
            if (!node.name().isEmpty() && !nodeNames.add(node.name())) {
                faults.add("two nodes are named '" + node.name() + "'");
            }
            read(node, node.inputs(), defined);
            read(node, node.captures(), defined);
            node.subgraphs().forEach(subgraph -> check(subgraph, defined));
            node.outputs().stream().filter(output -> !output.isEmpty()).forEach(output -> define(output, defined));
        }
        graph.outputs().stream()
                .filter(output -> !defined.contains(output.name()))
                .forEach(output -> faults.add("output '" + output.name() + "' is not defined"));
    }

    private void define(String name, Set<String> defined) {
        if (!defined.add(name)) {
            faults.add("'" + name + "' is defined twice");
        }
    }

    private void read(Node node, Iterable<String> names, Set<String> defined) {
        for (String name : names) {
            if (!name.isEmpty() && !defined.contains(name)) {
                faults.add("node " + node + " reads '" + name + "', which is not defined before it");
            }
        }
    }
}
