package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import dev.octet.tensor.Tensor;

/**
 * Turns the ratio of a Dropout into an input. Without a third input the node does not train, so the ratio is only kept.
 *
 * <pre>{@code
 * Dropout(x) {ratio}   ->   Dropout(x, ratio)
 * }</pre>
 *
 * <p>Source: Dropout 10 and 12. The mask, all ones by its schema from then on, is refused where it is read: ONNX
 * Runtime fills it with zeros before and with ones after.
 */
final class DropoutRatioToInput implements Adapter {
    private static final Adapter NO_MASK = new FirstOutputOnly("its mask is read, which is zero before and one after");

    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        if (surroundings.outputsUpTo(1, node).isEmpty()
                || node.attribute("ratio").isEmpty()) {
            return NO_MASK.adapt(node, surroundings);
        }
        Tensor ratio = Tensor.scalar(node.floatAttribute("ratio", 0.5f));
        Node dropout = node.withoutAttribute("ratio").withInput(1, surroundings.constant(node, "ratio", ratio));
        return NO_MASK.adapt(dropout, surroundings);
    }
}
