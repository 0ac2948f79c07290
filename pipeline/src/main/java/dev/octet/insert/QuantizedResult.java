package dev.octet.insert;

import dev.octet.affine.Range;
import dev.octet.graph.Graph;
import dev.octet.graph.Node;
import dev.octet.graph.Use;
import dev.octet.place.Limits;
import dev.octet.place.Site;
import dev.octet.tensor.ElementType;
import dev.octet.tensor.Tensor;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The QuantizeLinear behind a node, which alone reads its result, perhaps through a Relu or Clip that the codes have
 * made redundant.
 *
 * @param quantizer the QuantizeLinear
 * @param limit the Relu or Clip in front of it
 */
record QuantizedResult(Node quantizer, Optional<Node> limit) {
    private static final Set<ElementType> EIGHT_BITS = EnumSet.of(ElementType.UINT8, ElementType.INT8);

    static Optional<QuantizedResult> of(Graph graph, Node node, long opset) {
        Optional<Node> next = reader(graph, node);
        Optional<Node> limit = next.filter(found -> found.is("Relu") || found.is("Clip"));
        Optional<Node> quantizer = limit.isPresent() ? reader(graph, limit.get()) : next;
        return quantizer
                .filter(found -> found.is("QuantizeLinear") && isEightBits(graph, found))
                .filter(found -> limit.isEmpty() || isRedundant(limit.get(), found, graph, opset))
                .map(found -> new QuantizedResult(found, limit));
    }

    /** Whether the codes of a QuantizeLinear or DequantizeLinear are of 8 bits. */
    static boolean isEightBits(Graph graph, Node conversion) {
        return conversion
                .input(2)
                .flatMap(graph::constant)
                .filter(zero -> EIGHT_BITS.contains(zero.type()))
                .isPresent();
    }

    /** The name of the codes. */
    String codes() {
        return quantizer.output();
    }

    /** What the operator on integers does besides. */
    List<Node> nodes() {
        List<Node> nodes = new ArrayList<>(List.of(quantizer));
        limit.ifPresent(nodes::add);
        return nodes;
    }

    private static Optional<Node> reader(Graph graph, Node node) {
        return graph.uses().only(node.output()).filter(use -> use.slot() == 0).map(Use::node);
    }

    /** Whether all that the codes can stand for lies within the limits. */
    private static boolean isRedundant(Node limit, Node quantizer, Graph graph, long opset) {
        Tensor zero = graph.constant(quantizer.inputs().get(2)).orElseThrow();
        Optional<Tensor> scale = graph.constant(quantizer.inputs().get(1));
        Optional<Range> range = Limits.of(new Site(limit, graph, opset, Map.of()));
        if (scale.isEmpty() || range.isEmpty()) {
            return false;
        }
        long zeroPoint = zero.toLongs()[0];
        int lowest = zero.type() == ElementType.UINT8 ? 0 : Byte.MIN_VALUE;
        float step = scale.get().toFloats()[0];
        return (lowest - zeroPoint) * step >= range.get().min()
                && (lowest + 255 - zeroPoint) * step <= range.get().max();
    }
}
