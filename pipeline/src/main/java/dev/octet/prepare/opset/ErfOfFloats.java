package dev.octet.prepare.opset;

import dev.octet.graph.Node;
import dev.octet.tensor.ElementType;
import java.util.Optional;

/**
 * Refuses an Erf of integers, which the new version does not take and ONNX Runtime never did.
 *
 * <p>Source: Erf 9 and 13.
 */
final class ErfOfFloats implements Adapter {
    @Override
    public Adaptation adapt(Node node, Surroundings surroundings) {
        Optional<ElementType> type = node.input(0).flatMap(surroundings::elementType);
        return type.isPresent() && !type.get().isFloating()
                ? Adaptation.refused("it takes integers, which the new version does not")
                : Adaptation.to(node);
    }
}
