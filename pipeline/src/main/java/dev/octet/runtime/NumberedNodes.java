package dev.octet.runtime;

import dev.octet.graph.Graph;
import dev.octet.graph.Model;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.runtime.FusionReport.Kernel;
import dev.octet.runtime.FusionReport.NodeKernel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A model whose nodes all have names of their own, so that they can be found again after optimization: those without
 * get numbers.
 *
 * <p>A fused node keeps the name of the node it replaces or, where a fusion names it anew, writes to a value that the
 * replaced node wrote to, at most a quantizer and an absorbed Relu or Clip further on.
 */
final class NumberedNodes {
    private static final String PREFIX = "octet_node_";
    /** Nodes that one fusion joins at most: Conv, Add, Relu, QuantizeLinear. */
    private static final int LONGEST_FUSION = 4;

    private final Model original;
    private final Model numbered;

    private NumberedNodes(Model original, Model numbered) {
        this.original = original;
        this.numbered = numbered;
    }

    static NumberedNodes of(Model model) {
        List<Node> nodes = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (Node node : model.graph().nodes()) {
            boolean isNamed = !node.name().isEmpty() && !node.name().startsWith(PREFIX) && taken.add(node.name());
            nodes.add(isNamed ? node : node.named(PREFIX + nodes.size()));
        }
        Graph graph = model.graph().toBuilder().nodes(nodes).build();
        return new NumberedNodes(model, model.withGraph(graph));
    }

    Model model() {
        return numbered;
    }

    /** How each node of the model is run, given the optimized graph of the numbered model. */
    List<NodeKernel> kernels(Graph optimized) {
        IntegerNodes integer = IntegerNodes.of(optimized);
        Map<String, Node> byName = new HashMap<>();
        optimized.nodes().forEach(node -> byName.put(node.name(), node));
        List<String> names = numbered.graph().nodes().stream().map(Node::name).toList();
        List<NodeKernel> kernels = new ArrayList<>();
        for (int i = 0; i < original.graph().nodes().size(); i++) {
            Node node = original.graph().nodes().get(i);
            if (FusionReport.lists(node)) {
                Optional<Node> survivor =
                        Optional.ofNullable(byName.get(names.get(i))).or(() -> byOutput(node, optimized));
                kernels.add(new NodeKernel(
                        node,
                        survivor.map(found -> integer.contains(found) ? Kernel.INTEGER : Kernel.FLOAT)
                                .orElse(Kernel.GONE)));
            }
        }
        return kernels;
    }

    /**
     * The node that took this one in under another name, if its operator still says so: FusedConv, QLinearConv, QGemm;
     * or Gemm for a MatMul and the Add behind it.
     */
    private Optional<Node> byOutput(Node node, Graph optimized) {
        return firstSurvivor(node, optimized)
                .filter(survivor ->
                        survivor.operator().type().contains(node.operator().type())
                                || (node.is("MatMul") && survivor.is("Gemm")));
    }

    /** Follows the result through readers that are alone, until a value that the optimized graph still computes. */
    private Optional<Node> firstSurvivor(Node node, Graph optimized) {
        Optional<Node> current = Optional.of(node);
        for (int steps = 0; steps < LONGEST_FUSION && current.isPresent(); steps++) {
            Optional<String> output = current.get().output(0);
            Optional<Node> survivor = output.flatMap(optimized.uses()::producer);
            if (survivor.isPresent()) {
                return survivor;
            }
            current = output.flatMap(original.graph().uses()::only).map(Use::node);
        }
        return Optional.empty();
    }
}
