package dev.octet.dynamic;

import dev.octet.graph.Node;
import dev.octet.rewrite.Condition;
import dev.octet.rewrite.Scope;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node with a constant float weight.
 *
 * @param node the node
 * @param weight the weight
 * @param opset the version of ONNX's operators in force
 */
record WeightedNode(Node node, Tensor weight, long opset) {
    /** The first operator set with DynamicQuantizeLinear. */
    private static final long FIRST_OPSET = 11;

    static Optional<WeightedNode> of(Scope scope, Node node, int slot) {
        return scope.constantInput(node, slot)
                .filter(weight -> weight.type() == ElementType.FLOAT)
                .map(weight -> new WeightedNode(node, weight, scope.opset()));
    }

    boolean isMatrix() {
        return weight.shape().rank() == 2 && weight.elementCount() > 0;
    }

    /** The axis of a product's matrix along which is added up; the other one is that of the outputs. */
    int sumAxis() {
        return node.is("Gemm") && node.intAttribute("transB", 0) == 1 ? 1 : 0;
    }

    /** What holds for every node that is quantized, and more. */
    static List<Condition<WeightedNode>> conditions(DynamicSettings settings, List<Condition<WeightedNode>> more) {
        List<Condition<WeightedNode>> all = new ArrayList<>();
        all.add(new Condition<>("the node is not excluded", found -> !excluded(settings, found.node())));
        all.add(new Condition<>("the operator set is 11 or higher", found -> found.opset() >= FIRST_OPSET));
        all.addAll(more);
        return List.copyOf(all);
    }

    static boolean excluded(DynamicSettings settings, Node node) {
        return settings.excludedNodes().contains(node.name())
                || settings.excludedOperators().contains(node.operator().toString());
    }
}
