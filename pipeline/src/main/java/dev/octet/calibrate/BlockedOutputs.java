package dev.octet.calibrate;

import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Outputs of convolutions as ONNX Runtime's kernels write them.
 *
 * <p>On processors that it has such kernels for, ONNX Runtime keeps channels in blocks of 8 or 16 side by side (its
 * operators of domain com.microsoft.nchwc), and ReorderOutput puts what others read into the order of ONNX. Statistics
 * know no order, so that this work, a seventh of SqueezeNet's inference, is for nothing. A number of channels that is
 * no multiple of the block is filled up with further ones, which must not be counted; there the node stays.
 */
final class BlockedOutputs {
    private static final String DOMAIN = "com.microsoft.nchwc";

    /** Channels in a block, at most. */
    private static final long BLOCK = 16;

    private BlockedOutputs() {}

    /** Whether an optimized graph may have such outputs. */
    static boolean mayOccurIn(Graph graph) {
        return graph.nodes().stream().anyMatch(node -> node.is("Conv"));
    }

    /**
     * An optimized graph in which outputs have their elements in the order of blocks, under the same names.
     *
     * @param free outputs whose order does not matter
     */
    static Graph exposed(Graph graph, Set<String> free) {
        Map<String, String> renamed = new LinkedHashMap<>();
        Predicate<Node> unneeded = node -> isReorder(node)
                && free.contains(node.output())
                && graph.uses().count(node.output()) == 1
                && node.intAttribute("channels", 1) % BLOCK == 0;
        List<Node> kept = new ArrayList<>();
        for (Node node : graph.nodes()) {
            String source = node.inputs().isEmpty() ? "" : node.inputs().get(0);
            boolean computed =
                    graph.uses().producer(source).isPresent() && !graph.uses().isOutput(source);
            if (unneeded.test(node) && computed && renamed.putIfAbsent(source, node.output()) == null) {
                continue;
            }
            kept.add(node);
        }
        return graph.toBuilder()
                .nodes(kept.stream().map(node -> renamed(node, renamed)).toList())
                .valueInfo(List.of())
                .build();
    }

    private static boolean isReorder(Node node) {
        return node.operator().domain().equals(DOMAIN) && node.operator().type().equals("ReorderOutput");
    }

    private static Node renamed(Node node, Map<String, String> names) {
        return node.withInputs(renamed(node.inputs(), names)).withOutputs(renamed(node.outputs(), names));
    }

    private static List<String> renamed(List<String> values, Map<String, String> names) {
        return values.stream().map(value -> names.getOrDefault(value, value)).toList();
    }
}
