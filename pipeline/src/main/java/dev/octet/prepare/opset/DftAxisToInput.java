package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import dev.octet.tensor.Shape;
import dev.octet.tensor.Tensor;

/**
 * Turns the axis of a DFT into an input, a scalar. It is always written out: the default was 1 and became -2.
 *
 * <p>Source: DFT 17 and 20.
 */
final class DftAxisToInput implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Tensor axis = Tensor.ofLongs(Shape.SCALAR, node.intAttribute("axis", 1));
        return Adaptation.to(node.withoutAttribute("axis").withInput(2, surroundings.constant(node, "axis", axis)));
    }
}
