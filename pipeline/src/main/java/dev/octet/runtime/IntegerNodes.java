package dev.octet.runtime;

import dev.octet.graph.Graph;
import dev.octet.graph.Initializer;
import dev.octet.graph.Node;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * Which nodes of an optimized graph run on integers: those whose kernel computes on them, and those that move quantized
 * values, for Reshape, MaxPool and their like have one name for all types.
 */
final class IntegerNodes {
    /** Operators that hand on elements of their first input. */
    private static final Set<String> MOVING = Set.of(
            "ArgMax",
            "Concat",
            "DepthToSpace",
            "Expand",
            "Flatten",
            "Gather",
            "GatherElements",
            "GatherND",
            "Identity",
            "MaxPool",
            "Pad",
            "ReduceMax",
            "ReduceMin",
            "Reshape",
            "Resize",
            "Slice",
            "SpaceToDepth",
            "Split",
            "Squeeze",
            "Tile",
            "Transpose",
            "Unsqueeze");

    /** Slot of the scale of QGemm's result; without it the result is float. */
    private static final int QGEMM_RESULT_SCALE = 7;

    private final Set<String> codes = new HashSet<>();
    private final Set<Node> integer = Collections.newSetFromMap(new IdentityHashMap<>());

    private IntegerNodes() {}

    static IntegerNodes of(Graph optimized) {
        IntegerNodes nodes = new IntegerNodes();
        optimized.initializers().values().stream()
                .filter(IntegerNodes::isQuantized)
                .forEach(initializer -> nodes.codes.add(initializer.name()));
        optimized.nodes().forEach(nodes::add);
        return nodes;
    }

    boolean contains(Node node) {
        return integer.contains(node);
    }

    private void add(Node node) {
        boolean moves = MOVING.stream().anyMatch(node::is)
                && node.input(0).filter(codes::contains).isPresent();
        if (moves || IntegerKernels.computes(node.operator())) {
            integer.add(node);
        }
        if (moves || givesCodes(node)) {
            codes.addAll(node.outputs());
        }
    }

    private static boolean givesCodes(Node node) {
        String type = node.operator().type();
        boolean isGemm = type.equals("QGemm") && node.input(QGEMM_RESULT_SCALE).isPresent();
        return isGemm || type.startsWith("QLinear") || type.endsWith("QuantizeLinear");
    }

    private static boolean isQuantized(Initializer initializer) {
        return switch (initializer.tensor().type()) {
            case INT8, UINT8, INT16, UINT16, INT4, UINT4 -> true;
            default -> false;
        };
    }
}
