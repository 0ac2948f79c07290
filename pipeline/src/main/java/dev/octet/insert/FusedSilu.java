package dev.octet.insert;

import dev.octet.graph.Attribute;
import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Operator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Spares a SiLU that was left float behind integers its way through memory.
 *
 * <pre>{@code
 * DequantizeLinear -> x;  s = Sigmoid(x);  y = Mul(x, s)   ->   y = com.microsoft.QuickGelu(x) {alpha=1}
 * }</pre>
 *
 * <p>ONNX Runtime fuses the two into this operator by itself, but not where they read a DequantizeLinear: there it
 * first gives each of them a copy of their own, after which they do not look like a SiLU any more. QuickGelu is
 * {@code x * sigmoid(alpha * x)} (ONNX Runtime, contrib operators).
 */
public final class FusedSilu {
    private final Graph graph;

    private FusedSilu(Graph graph) {
        this.graph = graph;
    }

    /** The same model with such nodes fused. */
    public static Model in(Model model) {
        Graph fused = new FusedSilu(model.graph()).apply();
        boolean needsDomain = fused != model.graph() && !model.opsetImports().containsKey(Operator.MICROSOFT);
        Model changed = model.withGraph(fused);
        return needsDomain ? changed.withOpset(Operator.MICROSOFT, 1) : changed;
    }

    private Graph apply() {
        Set<Node> gone = Collections.newSetFromMap(new IdentityHashMap<>());
        IdentityHashMap<Node, Node> fused = new IdentityHashMap<>();
        for (Node node : graph.nodes()) {
            sigmoid(node).ifPresent(sigmoid -> {
                gone.add(sigmoid);
                fused.put(node, fused(node, sigmoid));
            });
        }
        if (gone.isEmpty()) {
            return graph;
        }
        List<Node> nodes = new ArrayList<>();
        graph.nodes().stream()
                .filter(node -> !gone.contains(node))
                .map(node -> fused.getOrDefault(node, node))
                .forEach(nodes::add);
        return graph.toBuilder().nodes(nodes).build();
    }

    /** The Sigmoid that makes a Mul a SiLU of something dequantized. */
    private Optional<Node> sigmoid(Node mul) {
        return mul.is("Mul")
                ? Stream.of(0, 1)
                        .flatMap(slot -> graph.uses().producer(mul.inputs().get(slot)).stream()
                                .filter(node -> node.is("Sigmoid"))
                                .filter(node ->
                                        node.inputs().get(0).equals(mul.inputs().get(1 - slot))))
                        .filter(node -> graph.uses().only(node.output()).isPresent())
                        .filter(node -> graph.uses()
                                .producer(node.inputs().get(0))
                                .filter(source -> source.is("DequantizeLinear"))
                                .isPresent())
                        .findFirst()
                : Optional.empty();
    }

    private static Node fused(Node mul, Node sigmoid) {
        return mul.withOperator(new Operator(Operator.MICROSOFT, "QuickGelu"))
                .withInputs(sigmoid.inputs())
                .withAttributes(Map.of("alpha", Attribute.of(1f)));
    }
}
