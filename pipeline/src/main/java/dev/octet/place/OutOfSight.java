package dev.octet.place;

import dev.octet.graph.FunctionBody;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the nodes with weights in functions, which placement does not see. */
final class OutOfSight {
    private static final Set<String> WITH_WEIGHTS =
            Set.of("Conv", "ConvTranspose", "Gemm", "GRU", "LSTM", "MatMul", "RNN");

    private OutOfSight() {}

    /** A sentence where there are such nodes. */
    static List<String> notes(Model model) {
        List<String> notes = new ArrayList<>();
        Map<String, Integer> inFunctions = new TreeMap<>();
        for (FunctionBody function : model.functions()) {
            function.nodes().forEach(node -> count(node, inFunctions));
        }
        if (!inFunctions.isEmpty()) {
            notes.add(
                    "%s in functions of the model stay float: one body serves all calls".formatted(text(inFunctions)));
        }
        return notes;
    }

    private static void countBodies(Node node, Map<String, Integer> counts) {
        for (Graph body : node.subgraphs()) {
            body.nodes().forEach(inner -> count(inner, counts));
        }
    }

    private static void count(Node node, Map<String, Integer> counts) {
        if (WITH_WEIGHTS.stream().anyMatch(node::is)) {
            counts.merge(node.operator().type(), 1, Integer::sum);
        }
        countBodies(node, counts);
    }

    private static String text(Map<String, Integer> counts) {
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
