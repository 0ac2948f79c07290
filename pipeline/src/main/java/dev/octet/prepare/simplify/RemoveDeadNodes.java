package dev.octet.prepare.simplify;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import dev.octet.graph.Value;
import dev.octet.rewrite.Edit;
import dev.octet.rewrite.GraphEditor;
import dev.octet.rewrite.Pass;
import dev.octet.rewrite.Trace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Set;

/**
 * Removes nodes of which no result reaches a graph output, and initializers that nothing reads.
 *
 * <p>Operators of ONNX and of ONNX Runtime have no effect but their results; a node of another domain may have one and
 * stays. An initializer that is also an input or an output belongs to the model's signature and stays.
 */
public final class RemoveDeadNodes implements Pass {
    private static final String NAME = "RemoveDeadNodes";
    private static final Set<String> PURE_DOMAINS = Set.of(Operator.ONNX, "ai.onnx.ml", Operator.MICROSOFT);

    @Override
    public Model apply(Model model, Trace trace) {
        Graph graph = model.graph();
        List<Node> dead = dead(graph);
        dead.forEach(node -> trace.applied(NAME, node.label()));
        Graph alive = dead.isEmpty()
                ? graph
                : new GraphEditor(graph).apply(List.of(new Edit(dead, List.of(), List.of(), Map.of())));
        return model.withGraph(withoutUnread(alive, trace));
    }

    private static List<Node> dead(Graph graph) {
        Set<String> wanted = new HashSet<>();
        graph.outputs().stream().map(Value::name).forEach(wanted::add);
        List<Node> dead = new ArrayList<>();
        ListIterator<Node> nodes = graph.nodes().listIterator(graph.nodes().size());
        while (nodes.hasPrevious()) {
            Node node = nodes.previous();
            boolean isPure = PURE_DOMAINS.contains(node.operator().domain());
            if (isPure && node.outputs().stream().noneMatch(wanted::contains)) {
                dead.add(node);
            } else {
                wanted.addAll(node.inputs());
                wanted.addAll(node.captures());
                wanted.remove("");
            }
        }
        Collections.reverse(dead);
        return dead;
    }

    private static Graph withoutUnread(Graph graph, Trace trace) {
        List<Initializer> kept = new ArrayList<>();
        for (Initializer initializer : graph.initializers().values()) {
            if (graph.uses().count(initializer.name()) > 0 || graph.uses().isInput(initializer.name())) {
                kept.add(initializer);
            } else {
                trace.applied(NAME, "'" + initializer.name() + "' (initializer)");
            }
        }
        return kept.size() == graph.initializers().size()
                ? graph
                : graph.toBuilder().initializers(kept).build();
    }
}
