package dev.octet.inspect;

import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Lists every node and initializer of a model, wherever they stand, in the order of the file. */
final class Walk {
    /**
     * A node and what it can see.
     *
     * @param visible the initializers of its graph and of the graphs around it, by name
     */
    record Visit(Node node, Place place, Map<String, Initializer> visible) {}

    private final List<Visit> visits = new ArrayList<>();
    private final List<Initializer> initializers = new ArrayList<>();

    Walk(Model model) {
        enter(model.graph(), Place.GRAPH, Map.of());
        for (FunctionBody function : model.functions()) {
            enter(function.nodes(), Place.FUNCTION, Map.of());
        }
    }

    private void enter(Graph graph, Place place, Map<String, Initializer> outer) {
        initializers.addAll(graph.initializers().values());
        Map<String, Initializer> visible = outer;
        if (!graph.initializers().isEmpty()) {
            visible = new LinkedHashMap<>(outer);
            visible.putAll(graph.initializers());
        }
        enter(graph.nodes(), place, visible);
    }

    private void enter(List<Node> nodes, Place place, Map<String, Initializer> visible) {
        Place inner = place == Place.FUNCTION ? Place.FUNCTION : Place.SUBGRAPH;
        for (Node node : nodes) {
            visits.add(new Visit(node, place, visible));
            node.subgraphs().forEach(graph -> enter(graph, inner, visible));
        }
    }

    /** Every node, a subgraph's nodes after the node that holds it. */
    List<Visit> visits() {
        return visits;
    }

    /** Every initializer. */
    List<Initializer> initializers() {
        return initializers;
    }

    /** Nodes of each operator that fits, in the order of first appearance. */
    Map<Operator, Integer> count(Predicate<Operator> fits) {
        Map<Operator, Integer> counts = new LinkedHashMap<>();
        visits.stream()
                .map(visit -> visit.node().operator())
                .filter(fits)
                .forEach(operator -> counts.merge(operator, 1, Integer::sum));
        return counts;
    }
}
