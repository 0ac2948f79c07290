package dev.octet.compare.layers;

import dev.octet.graph.Node;
import dev.octet.graph.Operator;

/** Tells the nodes that convert between floats and codes, in ONNX's domain and in ONNX Runtime's own. */
final class Conversions {
    private Conversions() {}

    static boolean quantizes(Node node) {
        return isOf(node, "QuantizeLinear");
    }

    static boolean dequantizes(Node node) {
        return isOf(node, "DequantizeLinear");
    }

    private static boolean isOf(Node node, String type) {
        String domain = node.operator().domain();
        return node.operator().type().equals(type)
                && (domain.equals(Operator.ONNX) || domain.equals(Operator.MICROSOFT));
    }
}
