package dev.octet.prepare.opset;

import dev.octet.graph.Attribute;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Takes one node through the versions of its operator. */
final class NodeUpgrade {
    private final long from;
    private final long target;
    private final List<Operator> functions;
    private final Refusals refusals;

    NodeUpgrade(long from, long target, List<Operator> functions, Refusals refusals) {
        this.from = from;
        this.target = target;
        this.functions = functions;
        this.refusals = refusals;
    }

    /** What takes the node's place, in topological order; the node itself where it is fine, or refused. */
    List<Node> apply(Node node, Surroundings surroundings) {
        Node inside = node.withSubgraphs(graph -> new GraphUpgrade(this).apply(surroundings.inside(graph)));
        boolean isOnnx = node.operator().domain().equals(Operator.ONNX) && !functions.contains(node.operator());
        return isOnnx ? upgrade(inside, from, surroundings) : List.of(inside);
    }

    private List<Node> upgrade(Node node, long version, Surroundings surroundings) {
        Optional<OperatorHistory> history = OperatorTable.find(node.operator().type());
        if (history.isEmpty() || history.get().since() > version) {
            refusals.add(node, target, "ONNX has no such operator in opset " + version);
            return List.of(node);
        }
        for (OperatorHistory.Step step : history.get().between(version, target)) {
            if (step.change() instanceof Change.Refused refused) {
                refusals.add(node, step.opset(), refused.reason());
                return List.of(node);
            }
            if (step.change() instanceof Change.Adapted adapted) {
                return adapt(node, step.opset(), adapted.adapter(), surroundings);
            }
        }
        return List.of(node);
    }

    private List<Node> adapt(Node node, long opset, Adapter adapter, Surroundings surroundings) {
        Optional<String> open = openAttribute(node);
        Adaptation result = open.isPresent()
                ? Adaptation.refused("attribute '%s' has no value of its own".formatted(open.get()))
                : adapter.adapt(node, surroundings);
        if (result.refusal().isPresent()) {
            refusals.add(node, opset, result.refusal().get());
            return List.of(node);
        }
        List<Node> upgraded = new ArrayList<>();
        for (Node adapted : result.nodes()) {
            upgraded.addAll(upgrade(adapted, result.opset().orElse(opset), surroundings));
        }
        return upgraded;
    }

    /** An attribute that refers to a function's parameter, or holds something that is not modelled. */
    private static Optional<String> openAttribute(Node node) {
        return node.attributes().entrySet().stream()
                .filter(entry ->
                        entry.getValue() instanceof Attribute.Opaque || entry.getValue() instanceof Attribute.Reference)
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
